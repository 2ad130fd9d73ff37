/* explore: proved
 * All of C11's <threads.h>, and what of POSIX waits for a time. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>

static mtx_t mutex;
static cnd_t changed;
static once_flag once = ONCE_FLAG_INIT;
static tss_t own;
static int value, prepared, released;
static const struct timespec soon = {2000000000, 0};

static void prepare(void)
{
    prepared++;
}

static void release(void *argument)
{
    released += argument == &own;
}

static int act(void *argument)
{
    call_once(&once, prepare);
    assert(tss_set(own, &own) == thrd_success && tss_get(own) == &own);
    int locked = mtx_timedlock(&mutex, &soon);
    assert(locked == thrd_success || locked == thrd_timedout);
    if (locked == thrd_success) {
        value = 1;
        cnd_signal(&changed);
        mtx_unlock(&mutex);
    }
    thrd_exit(argument == NULL ? 3 : 4);
}

int main(void)
{
    thrd_t thread, other;
    sem_t semaphore;
    pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
    int result, count;
    assert(mtx_init(&mutex, mtx_timed) == thrd_success && cnd_init(&changed) == thrd_success);
    assert(tss_create(&own, release) == thrd_success);
    assert(thrd_create(&thread, act, NULL) == thrd_success);
    mtx_lock(&mutex);
    while (!value && cnd_timedwait(&changed, &mutex, &soon) == thrd_success)
        ;
    mtx_unlock(&mutex);
    assert(thrd_join(thread, &result) == thrd_success && result == 3);
    assert(prepared == 1 && released == 1 && thrd_equal(thrd_current(), thrd_current()));
    assert(thrd_create(&other, act, &own) == thrd_success && thrd_detach(other) == thrd_success);
    sem_init(&semaphore, 0, 2);
    assert(sem_getvalue(&semaphore, &count) == 0 && count == 2);
    assert(sem_clockwait(&semaphore, CLOCK_MONOTONIC, &soon) == 0);
    assert(pthread_rwlock_timedrdlock(&rwlock, &soon) == 0);
    assert(pthread_rwlock_timedwrlock(&rwlock, &soon) == ETIMEDOUT);
    return 0;
}

/* explore: proved
 * The virtual clock: it advances by sleeping and by timing out, and a loop until
 * a time has passed ends. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void *nap(void *argument)
{
    long long before = now();
    usleep(500);
    assert(now() - before >= 500000);
    return argument;
}

static struct timespec in_a_second(void)
{
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec++;
    return deadline;
}

int main(void)
{
    pthread_t thread;
    sem_t empty;
    long long before = now();
    sleep(1);
    assert(now() - before >= 1000000000);
    for (before = now(); now() - before < 10000000;)
        ;
    for (before = now(); now() - before < 60000000000;)
        usleep(10);
    time_t seconds = time(NULL);
    struct timespec deadline = in_a_second();
    pthread_mutex_lock(&mutex);
    assert(pthread_cond_timedwait(&never, &mutex, &deadline) == ETIMEDOUT);
    assert(time(NULL) > seconds);
    sem_init(&empty, 0, 0);
    deadline = in_a_second();
    assert(sem_timedwait(&empty, &deadline) == -1 && errno == ETIMEDOUT);
    assert(now() >= deadline.tv_sec * 1000000000LL);
    pthread_create(&thread, NULL, nap, NULL);
    nap(NULL);
    pthread_join(thread, NULL);
    return 0;
}

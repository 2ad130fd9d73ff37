/* explore: proved
 * Every other way to wait: semaphore, barrier, reader-writer lock, spinlock,
 * once, thread-local storage of both kinds, recursive locks, C11 threads. */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

static sem_t semaphore;
static pthread_barrier_t barrier;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spinlock;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static pthread_mutex_t recursive;
static mtx_t standard;
static int initialised, destroyed, sum, spun, written, done;
static _Thread_local int mine = 7;

static void initialise(void)
{
    initialised++;
}

static void destroy(void *value)
{
    pthread_spin_lock(&spinlock);
    destroyed++;
    pthread_spin_unlock(&spinlock);
    free(value);
}

static void *act(void *argument)
{
    pthread_once(&once, initialise);
    assert(initialised == 1);
    pthread_setspecific(key, malloc(4));
    mine++;
    assert(mine == 8);
    pthread_barrier_wait(&barrier);
    sem_wait(&semaphore);
    sum++;
    sem_post(&semaphore);
    pthread_rwlock_wrlock(&rwlock);
    written++;
    pthread_rwlock_unlock(&rwlock);
    return argument;
}

static int count(void *argument)
{
    int *number = argument;
    mtx_lock(&standard);
    done += *number;
    mtx_unlock(&standard);
    return *number;
}

int main(void)
{
    pthread_t thread;
    thrd_t other;
    pthread_mutexattr_t attributes;
    int number = 5, result = 0;
    char text[16];
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&recursive, &attributes);
    sem_init(&semaphore, 0, 1);
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_spin_init(&spinlock, 0);
    pthread_key_create(&key, destroy);
    mtx_init(&standard, mtx_plain);
    pthread_create(&thread, NULL, act, NULL);
    thrd_create(&other, count, &number);
    act(NULL);
    pthread_mutex_lock(&recursive);
    pthread_mutex_lock(&recursive);
    pthread_mutex_unlock(&recursive);
    pthread_mutex_unlock(&recursive);
    pthread_join(thread, NULL);
    thrd_join(other, &result);
    pthread_rwlock_rdlock(&rwlock);
    assert(sum == 2 && written == 2 && destroyed == 1 && done == 5 && result == 5);
    pthread_rwlock_unlock(&rwlock);
    strcpy(text, "four");
    assert(strlen(text) == 4 && spun == 0);
    free(pthread_getspecific(key));
    return 0;
}

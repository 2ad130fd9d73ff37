/* explore: proved
 * A robust mutex whose owner has ended, and attributes that make no difference. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t robust;

static void *die(void *argument)
{
    int locked = pthread_mutex_lock(&robust);
    assert(locked == 0 || locked == EOWNERDEAD);
    if (locked == EOWNERDEAD)
        assert(pthread_mutex_consistent(&robust) == 0);
    return argument;
}

int main(void)
{
    pthread_t threads[2];
    pthread_mutexattr_t attributes;
    pthread_attr_t stack;
    size_t size;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT);
    pthread_mutex_init(&robust, &attributes);
    pthread_attr_init(&stack);
    pthread_attr_setstacksize(&stack, 1 << 18);
    assert(pthread_attr_getstacksize(&stack, &size) == 0 && size == 1 << 18);
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], &stack, die, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert(pthread_mutex_lock(&robust) == EOWNERDEAD);
    assert(pthread_mutex_unlock(&robust) == 0);
    assert(pthread_mutex_lock(&robust) == ENOTRECOVERABLE);
    return 0;
}

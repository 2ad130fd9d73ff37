/* add(a, b) in one thread, then add(b, a) in another: a cycle that did not hang. */
#include <pthread.h>

static pthread_mutex_t a, b;

static void both(pthread_mutex_t *first, pthread_mutex_t *second)
{
    pthread_mutex_lock(first);
    pthread_mutex_lock(second);
    pthread_mutex_unlock(second);
    pthread_mutex_unlock(first);
}

static void *forwards(void *unused)
{
    both(&a, &b);
    return unused;
}

static void *backwards(void *unused)
{
    both(&b, &a);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_init(&a, NULL);
    pthread_mutex_init(&b, NULL);
    pthread_create(&thread, NULL, forwards, NULL);
    pthread_join(thread, NULL);
    pthread_create(&thread, NULL, backwards, NULL);
    pthread_join(thread, NULL);
    return 0;
}

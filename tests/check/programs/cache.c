/* A cache that is filled on demand: looked up under the lock, filled outside. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int *cached;

static int *compute(void)
{
    int *value = malloc(sizeof *value);
    *value = 42;
    return value;
}

static int *lookup(void)
{
    pthread_mutex_lock(&lock);
    int *found = cached;
    pthread_mutex_unlock(&lock);
    if (found)
        return found;
    int *made = compute();
    pthread_mutex_lock(&lock);
    cached = made; /* another thread may have put one there */
    pthread_mutex_unlock(&lock);
    return made;
}

static void *user(void *unused)
{
    (void)unused;
    return (void *)(long)(*lookup() == 42);
}

int main(void)
{
    pthread_t a, b;
    pthread_create(&a, NULL, user, NULL);
    pthread_create(&b, NULL, user, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return 0;
}

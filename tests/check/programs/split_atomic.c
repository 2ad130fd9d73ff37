/* A hit counter of atomics, with a load and a store where one addition belongs. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int hits;

static void *serve(void *unused)
{
    int seen = atomic_load(&hits);
    atomic_store(&hits, seen + 1);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, serve, NULL);
    pthread_create(&two, NULL, serve, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    assert(hits == 2);
    return 0;
}

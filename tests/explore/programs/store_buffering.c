/* explore: proved
 * Each thread stores, then looks whether the other did. Under sequential
 * consistency at least one of them sees it. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y;
static int seen_by_first, seen_by_second;

static void *first(void *unused)
{
    (void)unused;
    atomic_store(&x, 1);
    seen_by_first = atomic_load(&y);
    return NULL;
}

static void *second(void *unused)
{
    (void)unused;
    atomic_store(&y, 1);
    seen_by_second = atomic_load(&x);
    return NULL;
}

int main(void)
{
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, first, NULL);
    pthread_create(&threads[1], NULL, second, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    assert(seen_by_first || seen_by_second);
    return 0;
}

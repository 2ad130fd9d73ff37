/* explore: leak
 * Two threads that both find the cache empty both fill it: only then is a block lost. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic(int *) cache;

static void *fill(void *argument)
{
    if (!atomic_load(&cache)) {
        int *fresh = malloc(sizeof *fresh);
        *fresh = 1;
        atomic_store(&cache, fresh);
    }
    return argument;
}

int main(void)
{
    pthread_t one, other;
    pthread_create(&one, NULL, fill, NULL);
    pthread_create(&other, NULL, fill, NULL);
    pthread_join(one, NULL);
    pthread_join(other, NULL);
    free(atomic_load(&cache));
    return 0;
}

/* explore: proved
 * Whoever comes second frees its own block. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic(int *) cache;

static void *fill(void *argument)
{
    if (!atomic_load(&cache)) {
        int *fresh = malloc(sizeof *fresh);
        *fresh = 1;
        int *empty = NULL;
        if (!atomic_compare_exchange_strong(&cache, &empty, fresh))
            free(fresh);
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

/* explore: double free
 * Both see the pointer before either takes it away. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static int *_Atomic shared;

static void *drop(void *argument)
{
    int *mine = atomic_load(&shared);
    if (mine) {
        atomic_store(&shared, NULL);
        free(mine);
    }
    return argument;
}

int main(void)
{
    pthread_t threads[2];
    atomic_store(&shared, malloc(sizeof(int)));
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, drop, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}

/* explore: crash
 * The pointer is taken away between the test and the use. */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static int number;
static int *_Atomic shared = &number;

static void *take_away(void *argument)
{
    atomic_store(&shared, NULL);
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, take_away, NULL);
    if (atomic_load(&shared))
        *atomic_load(&shared) = 1;
    pthread_join(thread, NULL);
    return 0;
}

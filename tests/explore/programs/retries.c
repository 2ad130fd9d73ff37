/* explore: assertion failed
 * A loop that gives up after three attempts is no waiting loop. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int flag;

static void *set(void *argument)
{
    atomic_store(&flag, 1);
    return argument;
}

int main(void)
{
    pthread_t thread;
    int seen = 0;
    pthread_create(&thread, NULL, set, NULL);
    for (int i = 0; i < 3 && !seen; i++)
        seen = atomic_load(&flag);
    assert(seen);
    pthread_join(thread, NULL);
    return 0;
}

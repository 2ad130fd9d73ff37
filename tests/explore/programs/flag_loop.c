/* explore: proved
 * A waiting loop on an atomic flag ends when the flag is set. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int flag;
static int data;

static void *publish(void *argument)
{
    data = 42;
    atomic_store(&flag, 1);
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, publish, NULL);
    while (!atomic_load(&flag))
        ;
    assert(data == 42);
    pthread_join(thread, NULL);
    return 0;
}

/* explore: assertion failed
 * Sleeping orders nothing: who sleeps longer may go on first. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int ready;

static void *prepare(void *argument)
{
    usleep(10);
    ready = 1;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, prepare, NULL);
    sleep(5);
    assert(ready);
    pthread_join(thread, NULL);
    return 0;
}

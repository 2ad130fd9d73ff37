/* explore: assertion failed
 * Nobody says who draws first. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static int drawn;

static void *draw(void *argument)
{
    drawn = rand();
    return argument;
}

int main(void)
{
    pthread_t thread;
    srand(7);
    int first = rand();
    srand(7);
    pthread_create(&thread, NULL, draw, NULL);
    rand();
    pthread_join(thread, NULL);
    assert(drawn == first);
    return 0;
}

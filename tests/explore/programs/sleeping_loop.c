/* explore: proved
 * A loop that sleeps until somebody writes, in a program that reads the clock. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static atomic_int ready;

static void *prepare(void *argument)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    ready = 1;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, prepare, NULL);
    while (!ready)
        usleep(100);
    pthread_join(thread, NULL);
    return 0;
}

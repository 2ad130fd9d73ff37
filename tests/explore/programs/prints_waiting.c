/* explore: proved */
/* a loop that prints for as long as it waits: no end of different outputs */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int ready;

static void *wait(void *unused)
{
    while (!atomic_load(&ready))
        puts("not yet");
    return unused;
}

int main(void)
{
    pthread_t waiter;
    pthread_create(&waiter, NULL, wait, NULL);
    atomic_store(&ready, 1);
    pthread_join(waiter, NULL);
    return 0;
}

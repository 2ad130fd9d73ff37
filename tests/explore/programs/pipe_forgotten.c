/* explore: deadlock
 * The writing end stays open: the reader waits for more. */
#include <pthread.h>
#include <unistd.h>

static int ends[2];

static void *produce(void *argument)
{
    if (write(ends[1], "x", 1) != 1)
        return argument;
    return NULL;
}

int main(void)
{
    pthread_t thread;
    char byte;
    if (pipe(ends) != 0)
        return 1;
    pthread_create(&thread, NULL, produce, NULL);
    while (read(ends[0], &byte, 1) == 1)
        ;
    pthread_join(thread, NULL);
    return 0;
}

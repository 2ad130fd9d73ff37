/* A thread reads a block after another freed it; they are ordered by nothing
 * that the tool sees, the sleep makes the free come first. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static long *block;

static void *reader(void *unused)
{
    usleep(200000);
    long value = block[1];
    return value == 12 ? NULL : unused;
}

int main(void)
{
    block = malloc(4 * sizeof *block);
    block[1] = 5;
    pthread_t thread;
    pthread_create(&thread, NULL, reader, NULL);
    free(block);
    pthread_join(thread, NULL);
    return 0;
}

/* A signal handler allocates memory. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void *volatile block;

static void handler(int number)
{
    (void)number;
    block = malloc(10);
    free(block);
}

int main(void)
{
    signal(SIGUSR1, handler);
    kill(getpid(), SIGUSR1);
    usleep(100000);
    return 0;
}

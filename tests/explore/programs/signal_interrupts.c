/* explore: unsupported
 * A handler that interrupts another thread anywhere is not modelled. */
#include <pthread.h>
#include <signal.h>

static volatile sig_atomic_t stop;

static void note(int number)
{
    (void)number;
    stop = 1;
}

static void *work(void *unused)
{
    while (!stop)
        ;
    return unused;
}

int main(void)
{
    pthread_t thread;
    signal(SIGUSR1, note);
    pthread_create(&thread, NULL, work, NULL);
    pthread_kill(thread, SIGUSR1);
    pthread_join(thread, NULL);
    return 0;
}

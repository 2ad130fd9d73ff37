/* explore: deadlock
 * A signal that was ignored when it came wakes nobody later. */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void nothing(int number)
{
    (void)number;
}

static void *tell(void *unused)
{
    kill(getpid(), SIGCHLD);
    return unused;
}

int main(void)
{
    pthread_t thread;
    sigset_t set, none;
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    pthread_create(&thread, NULL, tell, NULL);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGCHLD, nothing);
    sigsuspend(&none);
    pthread_join(thread, NULL);
    return 0;
}

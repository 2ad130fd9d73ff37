/* explore: wrong outcome
 * A signal without a handler ends the process: where that comes before main has
 * the result, the program fails. */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void *finish(void *unused)
{
    kill(getpid(), SIGTERM);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, finish, NULL);
    signal(SIGTERM, SIG_IGN);
    pthread_join(thread, NULL);
    return 0;
}

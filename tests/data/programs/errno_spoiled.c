/* A signal handler changes errno under the feet of what it interrupted. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static volatile sig_atomic_t caught;

static void handler(int number)
{
    (void)number;
    errno = 7;
    caught = 1;
}

int main(void)
{
    struct itimerval soon = {.it_value = {.tv_usec = 20000}};
    signal(SIGALRM, handler);
    setitimer(ITIMER_REAL, &soon, NULL);
    while (!caught)
        free(malloc(10));
    return 0;
}

/* explore: deadlock
 * A handler takes the lock that the thread holds when it raises the signal. */
#include <pthread.h>
#include <signal.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int calls;

static void count(int number)
{
    (void)number;
    pthread_mutex_lock(&lock);
    calls++;
    pthread_mutex_unlock(&lock);
}

int main(void)
{
    signal(SIGUSR1, count);
    pthread_mutex_lock(&lock);
    raise(SIGUSR1);
    pthread_mutex_unlock(&lock);
    return 0;
}

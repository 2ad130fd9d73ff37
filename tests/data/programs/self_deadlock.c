/* A plain mutex locked twice never returns: an alarm ends the process. */
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int main(void)
{
    alarm(2);
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
    return 0;
}

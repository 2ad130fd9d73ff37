/* explore: wrong outcome
 * ... and a data race: the thread has ended when its result is read, and nobody waited for that. */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int result;

static void *work(void *argument)
{
    result = 1;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    int seen = result;
    pthread_join(thread, NULL);
    return seen;
}

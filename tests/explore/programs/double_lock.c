/* explore: deadlock */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *twice(void *argument)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, twice, NULL);
    pthread_join(thread, NULL);
    return 0;
}

/* explore: data race
 * Both hold the lock, and both for reading; one writes. */
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int number, seen;

static void *writes(void *argument)
{
    pthread_rwlock_rdlock(&lock);
    number = 1;
    pthread_rwlock_unlock(&lock);
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, writes, NULL);
    pthread_rwlock_rdlock(&lock);
    seen = number;
    pthread_rwlock_unlock(&lock);
    pthread_join(thread, NULL);
    return 0;
}

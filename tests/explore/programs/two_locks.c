/* explore: data race
 * Each has a lock, but not the same. */
#include <pthread.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t shelf = PTHREAD_RWLOCK_INITIALIZER;
static int number;

static void *first(void *argument)
{
    pthread_mutex_lock(&one);
    number = 1;
    pthread_mutex_unlock(&one);
    return argument;
}

static void *second(void *argument)
{
    pthread_mutex_lock(&other);
    pthread_rwlock_rdlock(&shelf);
    number = 2;
    pthread_rwlock_unlock(&shelf);
    pthread_mutex_unlock(&other);
    return argument;
}

int main(void)
{
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, first, NULL);
    pthread_create(&threads[1], NULL, second, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}

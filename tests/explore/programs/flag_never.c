/* explore: endless run
 * Nobody sets the flag where the lock was busy. */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int flag;

static void *set_perhaps(void *argument)
{
    if (pthread_mutex_trylock(&lock) == 0) {
        atomic_store(&flag, 1);
        pthread_mutex_unlock(&lock);
    }
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, set_perhaps, NULL);
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    while (!atomic_load(&flag))
        ;
    pthread_join(thread, NULL);
    return 0;
}

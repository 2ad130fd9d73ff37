/* A ring between one producer and two consumers; the count is tested outside. */
#include <assert.h>
#include <pthread.h>

enum { SIZE = 4 };
static int ring[SIZE], head, tail, count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void put(int item)
{
    pthread_mutex_lock(&lock);
    ring[tail++ % SIZE] = item;
    count++;
    pthread_mutex_unlock(&lock);
}

static void *take(void *unused)
{
    if (count > 0) {
        pthread_mutex_lock(&lock);
        assert(count > 0);
        head++;
        count--;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

int main(void)
{
    pthread_t one, two;
    put(1);
    pthread_create(&one, NULL, take, NULL);
    pthread_create(&two, NULL, take, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return ring[0] - 1;
}

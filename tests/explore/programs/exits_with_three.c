/* explore: proved */
/* threads that take turns, and a status that is never 0 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int turns;

static void *turn(void *unused)
{
    pthread_mutex_lock(&lock);
    turns++;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, turn, NULL);
    pthread_create(&two, NULL, turn, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return turns + 1;
}

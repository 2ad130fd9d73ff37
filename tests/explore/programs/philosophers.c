/* explore: deadlock
 * Philosophers who all take the left fork first. */
#include <pthread.h>

#ifndef SEATS
#define SEATS 5
#endif

static pthread_mutex_t forks[SEATS];
static int meals[SEATS];

static void *eat(void *argument)
{
    long seat = (long)argument;
    long first = seat, second = (seat + 1) % SEATS;
#ifdef ORDERED
    if (first > second) {
        first = second;
        second = seat;
    }
#endif
    pthread_mutex_lock(&forks[first]);
    pthread_mutex_lock(&forks[second]);
    meals[seat]++;
    pthread_mutex_unlock(&forks[second]);
    pthread_mutex_unlock(&forks[first]);
    return NULL;
}

int main(void)
{
    pthread_t threads[SEATS];
    for (int i = 0; i < SEATS; i++)
        pthread_mutex_init(&forks[i], NULL);
    for (long i = 0; i < SEATS; i++)
        pthread_create(&threads[i], NULL, eat, (void *)i);
    for (int i = 0; i < SEATS; i++)
        pthread_join(threads[i], NULL);
    return 0;
}

/* The first access is so long ago that its stack is forgotten. Run with
 * history_size=0. */
#include <pthread.h>
#include <unistd.h>

static long counter;
static volatile long noise[64];

static void make_noise(long round)
{
    noise[round % 64] = round;
}

static void *early(void *unused)
{
    counter = 1;
    for (long round = 0; round < 3000000; round++)
        make_noise(round);
    usleep(900000);
    return unused;
}

static void *late(void *unused)
{
    usleep(800000);
    counter = 2;
    return unused;
}

int main(void)
{
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, early, NULL);
    pthread_create(&threads[1], NULL, late, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}

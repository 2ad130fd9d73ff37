/* Two threads write one global, no lock; both were created by main(). */
#include <pthread.h>

static long counter;

static void bump(void)
{
    counter++;
}

static void *worker(void *unused)
{
    bump();
    return unused;
}

int main(void)
{
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, worker, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}

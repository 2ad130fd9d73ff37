/* A segmentation fault inside a thread. */
#include <pthread.h>

static long *volatile nowhere;

static void *worker(void *unused)
{
    *nowhere = 1;
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, worker, NULL);
    pthread_join(thread, NULL);
    return 0;
}

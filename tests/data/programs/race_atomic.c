/* A plain write races with an atomic read; the worker sleeps first, so the
 * report may say "as if synchronized via sleep". */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int ready;

static void *worker(void *unused)
{
    usleep(100000);
    *(int *)&ready = 1;
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, worker, NULL);
    int seen = atomic_load(&ready);
    pthread_join(thread, NULL);
    return seen == 9;
}

/* Above a few hundred threads alive at once ThreadSanitizer may stay silent.
 *
 *     silent_crowd [THREADS [INCREMENTS]]
 *
 * All threads are alive before the first increment, and start together. Each
 * passes the barrier once, so it orders no increment before another.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_barrier_t start;
static long counter, increments = 100;

static void *worker(void *unused)
{
    pthread_barrier_wait(&start);
    for (long i = 0; i < increments; i++)
        counter++;
    return unused;
}

int main(int argc, char **argv)
{
    long threads = argc > 1 ? atol(argv[1]) : 2;
    if (argc > 2)
        increments = atol(argv[2]);
    if (threads < 1 || threads > 10000)
        return 2;
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    pthread_barrier_init(&start, NULL, (unsigned)threads);
    for (long i = 0; i < threads; i++) {
        if (pthread_create(&ids[i], &small, worker, NULL) != 0) {
            fprintf(stderr, "cannot create thread %ld\n", i + 1);
            _Exit(4); /* the others wait for a thread that never comes */
        }
    }
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    printf("total %ld of %ld\n", counter, threads * increments);
    free(ids);
    return 0;
}

/* One pthread barrier for the start and again for the end hides a race from
 * ThreadSanitizer.
 *
 *     silent_barrier same       both waits on one barrier
 *     silent_barrier two        a barrier for each end
 *     ... [THREADS [INCREMENTS]]
 *
 * Every thread adds to the counter between two waits. A thread that leaves the
 * first wait late synchronises with everybody who has entered *a* wait on that
 * barrier by then, and the early ones are already in the second: it acquires
 * their increments, so TSan sees its own as ordered after theirs.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_barrier_t start, end;
static pthread_barrier_t *last = &end;
static long counter, increments = 100;

static void *worker(void *unused)
{
    pthread_barrier_wait(&start);
    for (long i = 0; i < increments; i++)
        counter++;
    pthread_barrier_wait(last);
    return unused;
}

int main(int argc, char **argv)
{
    long threads = argc > 2 ? atol(argv[2]) : 2;
    if (argc > 3)
        increments = atol(argv[3]);
    if (argc < 2 || threads < 1 || threads > 10000)
        return 2;
    if (strcmp(argv[1], "same") == 0)
        last = &start;
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);
    pthread_barrier_init(&start, NULL, (unsigned)threads);
    pthread_barrier_init(&end, NULL, (unsigned)threads);
    for (long i = 0; i < threads; i++)
        pthread_create(&ids[i], NULL, worker, NULL);
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    printf("total %ld of %ld\n", counter, threads * increments);
    free(ids);
    return 0;
}

/* One thread adds in each phase, and the barrier parts the phases: thread 0 adds,
 * all meet, thread 1 adds, all meet. Right, since a barrier orders what comes
 * before it and what comes after it; and as slow as one thread, or slower.
 */
#include "lab.h"

#include <pthread.h>

static pthread_barrier_t barrier;
static long counter;

static void add(const struct lab_actor *self)
{
    for (long turn = 0; turn < self->threads; turn++) {
        pthread_barrier_wait(&barrier);
        for (long i = 0; turn == self->index && i < self->increments; i++)
            counter++;
    }
    pthread_barrier_wait(&barrier);
}

static void open_barrier(const struct lab_run *run)
{
    pthread_barrier_init(&barrier, NULL, (unsigned)run->threads);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

static void close_barrier(const struct lab_run *run)
{
    (void)run;
    pthread_barrier_destroy(&barrier);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one thread in each phase between two waits",
    .cure = "ordering",
    .place = 4,
    .actors = {add},
    .open = open_barrier,
    .reset = reset,
    .check = check,
    .close = close_barrier,
    .max_threads = 64, /* a phase for each */
};

/* Between the waits each thread adds to a number of its own. After the second wait
 * all are done, and one adds the numbers up: this is the order that a barrier
 * does promise, from before it to after it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static pthread_barrier_t barrier;
static long *own;    /* per thread: its increments */
static long counter; /* thread 0's, after the second wait */

static void add(const struct lab_actor *self)
{
    pthread_barrier_wait(&barrier);
    long mine = 0;
    for (long i = 0; i < self->increments; i++)
        mine++;
    own[self->index] = mine;
    pthread_barrier_wait(&barrier);
    for (long i = 0; self->index == 0 && i < self->threads; i++)
        counter += own[i];
}

static void open_barrier(const struct lab_run *run)
{
    own = calloc((size_t)run->threads, sizeof *own);
    if (!own)
        exit(4);
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
    free(own);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a number per thread, added up after the second wait",
    .cure = "confinement",
    .place = 3,
    .actors = {add},
    .open = open_barrier,
    .reset = reset,
    .check = check,
    .close = close_barrier,
};

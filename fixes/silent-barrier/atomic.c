/* An increment that is one step. It may be relaxed: the barrier at the end, or the
 * join, makes the total visible to whoever reads it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static pthread_barrier_t barrier;
static atomic_long counter;

static void add(const struct lab_actor *self)
{
    pthread_barrier_wait(&barrier);
    for (long i = 0; i < self->increments; i++)
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
    pthread_barrier_wait(&barrier);
}

static void open_barrier(const struct lab_run *run)
{
    pthread_barrier_init(&barrier, NULL, (unsigned)run->threads);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    atomic_store(&counter, 0);
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments,
                                .actual = atomic_load(&counter)};
}

static void close_barrier(const struct lab_run *run)
{
    (void)run;
    pthread_barrier_destroy(&barrier);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "an atomic increment",
    .cure = "atomic",
    .place = 2,
    .actors = {add},
    .open = open_barrier,
    .reset = reset,
    .check = check,
    .close = close_barrier,
};

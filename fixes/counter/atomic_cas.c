/* Compute the new value from the one we saw, and store it only if that is still
 * the one that is there; otherwise look again.
 *
 * More than a counter needs (see atomic.c), but it works for any computation
 * that no single instruction performs: a maximum, a limit, a pointer.
 */
#include "lab.h"

#include <stdatomic.h>

static atomic_long counter;

static void increment(void)
{
    long seen = atomic_load_explicit(&counter, memory_order_relaxed);

    /* A failed exchange writes what is there now into `seen`. The weak form may
     * fail for no reason, which a loop does not mind. Relaxed: as in atomic.c. */
    while (!atomic_compare_exchange_weak_explicit(&counter, &seen, seen + 1, memory_order_relaxed,
                                                  memory_order_relaxed))
        ;
}

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        increment();
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

const struct lab lab = {
    .file = __FILE__,
    .title = "compare and exchange until nobody came between",
    .cure = "atomic",
    .place = 7,
    .actors = {add},
    .reset = reset,
    .check = check,
};

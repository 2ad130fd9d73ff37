/* proved */
#include "lab.h"

#include <stdatomic.h>

static atomic_long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
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
    .title = "one atomic addition",
    .actors = {add},
    .reset = reset,
    .check = check,
};

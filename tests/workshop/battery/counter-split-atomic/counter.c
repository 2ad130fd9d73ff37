/* wrong as split_atomic */
#include "lab.h"

#include <stdatomic.h>

static atomic_long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long seen = atomic_load(&counter);
        atomic_store(&counter, seen + 1);
    }
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
    .title = "an atomic load, then an atomic store",
    .actors = {add},
    .reset = reset,
    .check = check,
};

/* refused: waits for ever */
#include "lab.h"

static long counter;
static atomic_long ended; /* how many threads have */

static void add(const struct lab_actor *self)
{
    while (atomic_load(&ended) < self->index)
        ;
    for (long i = 0; i < self->increments; i++)
        counter++;
    atomic_fetch_add(&ended, 1);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    counter = 0;
    atomic_store(&ended, 0);
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "every thread runs counter++ with no protection",
    .actors = {add},
    .reset = reset,
    .check = check,
};

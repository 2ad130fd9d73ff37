/* refused: does not come from the threads */
#include "lab.h"

static long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        counter++;
}

static void reset(const struct lab_run *run)
{
    (void)run;
    counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments,
                                .actual = run->threads * run->increments};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "every thread runs counter++ with no protection",
    .actors = {add},
    .reset = reset,
    .check = check,
};

/* Question: two threads each add 1 to the same number, 1,000 times. Is the
 * number 2,000 at the end?
 *
 * `counter++` is one line but three steps: read the number, add 1, write it
 * back. When both threads read before either writes, both write the same
 * value and one of the two updates is lost.
 */
#include "lab.h"

static long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        counter++; /* expect: data race, lost update */
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

const struct lab lab = {
    .file = __FILE__,
    .title = "every thread runs counter++ with no protection",
    .bug = "data race, lost update",
    .cwe = 362,
    .place = 1,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};

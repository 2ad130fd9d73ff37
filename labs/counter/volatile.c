/* Question: does `volatile` make counter++ safe for several threads?
 *
 * No. `volatile` tells the compiler to perform every read and every write that
 * the source names, one by one. It does not make read, add and write one step,
 * and it orders nothing between threads. The same three instructions come out.
 */
#include "lab.h"

static volatile long counter;

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
    .title = "the counter is volatile",
    .bug = "data race, lost update",
    .cwe = 820,
    .place = 2,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};

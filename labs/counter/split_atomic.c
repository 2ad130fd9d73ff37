/* Question: both accesses are atomic, so is the increment?
 *
 * No. Each of the two is one step; the pair is not. Another thread's store fits
 * between our load and our store, and our store erases it. There is no data
 * race here, atomics never have one, so ThreadSanitizer has nothing to report:
 * its silence means "no data race", not "no race condition".
 */
#include "lab.h"

#include <stdatomic.h>

static atomic_long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long seen = atomic_load(&counter); /* expect: lost update */
        atomic_store(&counter, seen + 1);  /* expect: lost update */
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
    .bug = "lost update (atomicity violation)",
    .cwe = 821,
    .place = 3,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_LOST_UPDATE},
};

/* Question: a gate releases the threads: each says that it is there, and waits until
 * all are. At the end nobody waits for anybody; to join is enough. Is the total
 * right?
 *
 * As wrong as before, and the tool says so. The gate lets everybody go and learns
 * nothing of them afterwards, so it orders nothing between their increments.
 * This is how racelab itself starts its threads.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>

static atomic_long absent; /* threads still to arrive at the gate */
static long counter;

static void pass_gate(void)
{
    atomic_fetch_sub(&absent, 1);
    while (atomic_load(&absent) > 0)
        sched_yield();
}

static void add(const struct lab_actor *self)
{
    pass_gate();
    for (long i = 0; i < self->increments; i++)
        counter++; /* expect: data race, lost update */
}

static void reset(const struct lab_run *run)
{
    atomic_store(&absent, run->threads);
    counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a gate at the start and nothing at the end",
    .bug = "data race, lost update",
    .cwe = 362,
    .place = 3,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};

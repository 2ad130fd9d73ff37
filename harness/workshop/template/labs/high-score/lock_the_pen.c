/* Question: there is one pen, and only who has it may write. Does the best score
 * stand there now?
 *
 * No. The look happens before the pen is taken. What was seen may be old by the
 * time it is acted on.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;
static atomic_long best;

/* Every game has another score, from 1 to threads x increments. */
static long score_of(const struct lab_actor *self, long game)
{
    return self->index * self->increments + game + 1;
}

static void play(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long score = score_of(self, i);
        if (score > atomic_load(&best)) {
            pthread_mutex_lock(&pen);
            atomic_store(&best, score); /* expect: atomicity violation */
            pthread_mutex_unlock(&pen);
        }
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    atomic_store(&best, 0);
}

/* Right: the best of all games is the best. */
static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments,
                                .actual = atomic_load(&best)};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "the pen is locked, the look is not",
    .bug = "atomicity violation (check, then act)",
    .cwe = 362,
    .place = 2,
    .actors = {play},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_NONE,
               .helgrind = FINDING_DATA_RACE, /* it does not know atomics */
               .explore = FINDING_ATOMICITY},
};

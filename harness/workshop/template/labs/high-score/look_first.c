/* Question: players write the best score on a board, those who are better than what
 * stands there. What stands there in the end?
 *
 * Perhaps not the best. Somebody looks, and before the pen touches the board a
 * better player has looked and written; the better score is written over.
 */
#include "lab.h"

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
        if (score > atomic_load(&best))
            atomic_store(&best, score); /* expect: atomicity violation */
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
    .title = "players look at the board and then write",
    .bug = "atomicity violation (check, then act)",
    .cwe = 362,
    .place = 1,
    .actors = {play},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_NONE,
               .helgrind = FINDING_DATA_RACE, /* it does not know atomics */
               .explore = FINDING_ATOMICITY},
};

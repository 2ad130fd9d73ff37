/* Written only where the board still says what was seen there; else looked at
 * again. Nobody waits for anybody.
 *
 * What it costs: a loop that takes some thought to read.
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
        long score = score_of(self, i), seen = atomic_load(&best);
        while (score > seen && !atomic_compare_exchange_weak(&best, &seen, score))
            ; /* seen is what stands there now */
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
    .title = "written only over what was seen",
    .cure = "atomic",
    .place = 2,
    .actors = {play},
    .reset = reset,
    .check = check,
};

/* swap.h: the test of a proved solution under other circumstances: pieces of its
 * text that belong to the exercise are swapped for others, which the exercise
 * names in `swap`, and it is explored again. Who has done the work is right again;
 * who has made up what the exercise's own numbers allow him to guess is not.
 *
 * What the other pieces may use:
 *     racelab_uses(i)     uses thing i, which one thread may use at a time (0 to 63)
 *     racelab_put(i, x)   keeps x in place i (0 to 63), which one thread may use at a time
 *     racelab_got(i)      what is there; 0 at first
 *     racelab_sum()       of all places
 *     racelab_other(x)    a number for x, below 2^30, that no solution can know; 0 for 0
 */
#ifndef RACELAB_WORKSHOP_SWAP_H
#define RACELAB_WORKSHOP_SWAP_H

#include "workshop/bench.h"
#include "workshop/card.h"
#include "workshop/judge.h"

/* Judges it, in the place of what was built on the bench: CARD_PROVED, else the verdict that is
 * due and *why, which the caller frees. Proved, too, where the exercise swaps nothing. */
enum card_verdict swap_judge(const struct judge_order *order, struct bench *bench, char **why);

#endif

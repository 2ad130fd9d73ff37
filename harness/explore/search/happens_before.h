/* happens_before.h: the data races of one execution, by vector clocks.
 *
 * For walks that see an execution once: two accesses race that conflict and
 * that no synchronisation orders, however far apart they lie. Locations keep
 * epochs (a thread and its time) as in FastTrack (Flanagan, Freund, PLDI
 * 2009); a thread's clock holds only the threads that it has heard of.
 * Whatever lets a step go on orders it: unlock and lock, post and wait, a
 * signal and the waiter that it woke, an atomic write and a read of it.
 */
#ifndef RACELAB_EXPLORE_HAPPENS_BEFORE_H
#define RACELAB_EXPLORE_HAPPENS_BEFORE_H

#include "explore/search/dependence.h"
#include "explore/search/search.h"

/* At the start of an execution: forgets all. */
void happens_before_begin(void);

/* The step that is about to be taken, number `index` of the execution. */
void happens_before_step(uint64_t index, struct step step);

/* Lets the judge hear of threads that are created and joined, or no longer. */
void happens_before_listen(bool on);

/* The newest race: the accesses are steps of the execution. */
struct happens_before_race {
    uint64_t first, second;
    unsigned goal;
};

/* Whether happens_before_step() found a race since the last call. */
bool happens_before_race(struct happens_before_race *race);

/* From a race: of the steps before its second access those that the two
 * threads need to come to where both accesses are next. Returns how many, or
 * -1: the second depends on the first through other accesses, which race
 * themselves.
 * steps: the execution; path: room for as many. */
int64_t happens_before_path(const struct happens_before_race *race, const struct step *steps,
                            struct step *path);

#endif

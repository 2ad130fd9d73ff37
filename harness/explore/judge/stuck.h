/* stuck.h: what kind of standstill an execution came to. */
#ifndef RACELAB_EXPLORE_STUCK_H
#define RACELAB_EXPLORE_STUCK_H

#include "explore/launch/exploration.h"

/* Deadlock, lost wakeup (a thread waits for a signal that nobody will give),
 * or endless run (a thread goes round in a loop that nobody will end). */
enum finding_kind stuck_kind(const struct exploration_goal *goal);

/* The cycle of threads in which each waits for what the next holds, from
 * goal->nexts: writes indices of nexts into cycle (room for next_count).
 * Returns its length, 0 where there is none. */
size_t stuck_cycle(const struct exploration_goal *goal, size_t *cycle);

#endif

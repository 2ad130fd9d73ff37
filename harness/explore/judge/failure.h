/* failure.h: what went wrong where an execution failed: who did it, to what,
 * where, and what somebody else had done before. */
#ifndef RACELAB_EXPLORE_FAILURE_H
#define RACELAB_EXPLORE_FAILURE_H

#include "explore/judge/conclusion.h"

/* Where in the program it failed; see place.ours. */
struct place failure_place(const struct exploration_goal *goal, struct symbols *symbols);

/* Tells the finding, whose goal is a failure, but no leak of memory. */
void failure_judge(struct explore_finding *finding, struct symbols *symbols);

#endif

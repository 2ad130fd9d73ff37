/* locks.h: the locks that two racing threads held. */
#ifndef RACELAB_EXPLORE_LOCKS_H
#define RACELAB_EXPLORE_LOCKS_H

#include "explore/judge/conclusion.h"

/* The locks that the thread held at the goal, each once: "m, list.lock (for
 * reading)"; "" where it held none. The caller frees it. */
char *locks_of(const struct exploration_goal *goal, long thread, struct symbols *symbols);

/* A lock that both held, and so both for reading; NULL: none. */
const struct exploration_held *locks_common(const struct exploration_goal *goal, long x, long y);

#endif

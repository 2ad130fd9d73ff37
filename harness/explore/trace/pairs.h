/* pairs.h: further pairs of accesses that race on the object of a finding. */
#ifndef RACELAB_EXPLORE_PAIRS_H
#define RACELAB_EXPLORE_PAIRS_H

#include "explore/trace/explore_text.h"

/* "A's write at pool.c:31 and B's read at pool.c:40"; NULL: the goal is no race
 * whose accesses are known. The caller frees it. symbols may be NULL. */
char *pair_text(const struct exploration_goal *goal, struct symbols *symbols);

/* Each that reads differently, at most five of them, within so many columns. */
void pairs_print(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                 int width);

#endif

/* dfs.h: the plain depth-first walk, with or without a bound. */
#ifndef RACELAB_EXPLORE_DFS_H
#define RACELAB_EXPLORE_DFS_H

#include "explore/search/search.h"

enum { DFS_CHOICES = 64 }; /* at one step; more stop the search */

/* Walks through every interleaving with at most `bound` preemptions. Returns
 * whether there are others. The model is left where the walk ended: undo it. */
bool dfs_walk(const struct search_settings *settings, struct search_result *result, unsigned bound);

#endif

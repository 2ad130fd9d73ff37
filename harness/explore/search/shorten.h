/* shorten.h: shorter paths to what was found. */
#ifndef RACELAB_EXPLORE_SHORTEN_H
#define RACELAB_EXPLORE_SHORTEN_H

#include "explore/search/search.h"

/* After a search: a race's path ends where it is first met, and preemptions
 * are those along the path. Unless the strategy's paths are the best
 * already, a path with fewer preemptions or steps takes the place of the one
 * that was found. The model is at its start, before and afterwards. */
void shorten_paths(const struct strategy *strategy, const struct search_settings *settings,
                   const struct search_result *result);

#endif

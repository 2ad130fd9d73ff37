/* report_shard.h: what whoever joins the parts of a search has to know of each. */
#ifndef RACELAB_EXPLORE_REPORT_SHARD_H
#define RACELAB_EXPLORE_REPORT_SHARD_H

#include "explore/search/search.h"

void report_shard(const struct search_settings *settings);

#endif

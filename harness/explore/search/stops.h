/* stops.h: where a debugger stops in a replay. Each calls an empty function
 * that a breakpoint can be set on, after saying what is about to happen. */
#ifndef RACELAB_EXPLORE_STOPS_H
#define RACELAB_EXPLORE_STOPS_H

#include "explore/search/search.h"

/* Before the step, which is number `number` from 1. */
void stop_at_step(struct step step, uint64_t number);

/* Once the execution goes no further. */
void stop_at_end(const struct search_result *result);

#endif

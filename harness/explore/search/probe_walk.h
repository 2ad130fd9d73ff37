/* probe_walk.h: the random walks of probe.h. */
#ifndef RACELAB_EXPLORE_PROBE_WALK_H
#define RACELAB_EXPLORE_PROBE_WALK_H

#include "explore/search/probe.h"
#include "explore/search/table.h"

/* A round of walks from the state that the model is at, which is where it is left.
 * Enters nothing into the table. */
void probe_walk(struct probe *probe, const struct table *table);

#endif

/* exploration_shard.h: the lines of the wire that only a shard has. */
#ifndef RACELAB_EXPLORE_EXPLORATION_SHARD_H
#define RACELAB_EXPLORE_EXPLORATION_SHARD_H

#include "explore/launch/exploration.h"

/* fields: of one line, 16 of them. Returns whether it is such a line. Ends the
 * program where memory is exhausted. */
bool exploration_shard_read(struct exploration_shard *shard, char *const *fields);

void exploration_shard_release(struct exploration_shard *shard);

#endif

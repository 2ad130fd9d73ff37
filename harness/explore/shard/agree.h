/* agree.h: whether the shards of a search knew the same.
 *
 * What counts as a step is found out during a search: a location that two
 * threads share, a loop that waits. A shard finds out what its part shows. The
 * parts make a whole only where all shards knew the same, and where what each saw the
 * threads touch shows nothing new when it is put together.
 */
#ifndef RACELAB_EXPLORE_AGREE_H
#define RACELAB_EXPLORE_AGREE_H

#include "explore/launch/exploration.h"

bool shards_agree(const struct exploration *shards, size_t count);

#endif

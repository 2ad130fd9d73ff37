/* join.h: what the shards of a search found, as if one process had searched it
 * all: the facts (launch/exploration.h), before anybody judges them.
 */
#ifndef RACELAB_EXPLORE_JOIN_H
#define RACELAB_EXPLORE_JOIN_H

#include "explore/launch/exploration.h"

/* How the search was asked for, where that bears on its end. */
struct join_rules {
    unsigned preemptions; /* `bounded`: at most so many */
    bool keep_going;      /* `bounded`: on after the first finding */
};

/* Joins the shards, each number there once, into *whole, which takes over what
 * it needs: they are good for nothing but exploration_release() afterwards. The
 * numbers are sums; its seconds are those of the longest shard. It is complete
 * where all of them are, and all agree on what is shared (agree.h). */
void exploration_join(struct exploration *whole, struct exploration *shards, size_t count,
                      const struct join_rules *rules);

#endif

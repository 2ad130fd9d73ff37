/* triple.h: which unserialisable triple of accesses explains a wrong outcome.
 *
 * Two accesses of one thread to a location with another thread's write (or
 * read) between them that no serial order allows (Lu, Tucek, Qin, Zhou, AVIO,
 * ASPLOS 2006, table 1). Read, write by another, write: a lost update.
 */
#ifndef RACELAB_EXPLORE_TRIPLE_H
#define RACELAB_EXPLORE_TRIPLE_H

#include "explore/launch/exploration.h"

struct triple {
    size_t first, between, second; /* indices of events */
    bool lost_update;
};

/* Looks through the events of a goal; a lost update goes before the others.
 * Returns whether there is a triple. */
bool triple_find(const struct exploration_goal *goal, struct triple *triple);

/* What an event does to memory. */
bool triple_reads(const struct exploration_event *event);
bool triple_writes(const struct exploration_event *event);

#endif

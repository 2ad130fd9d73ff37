/* ends.h: the interleavings that come to no outcome, because they end in a finding. */
#ifndef RACELAB_EXPLORE_ENDS_H
#define RACELAB_EXPLORE_ENDS_H

#include "explore/launch/exploration.h"

struct end {
    enum finding_kind kind;
    char *count;                         /* of interleavings, in decimal digits; owned */
    const struct exploration_goal *best; /* one of them; borrowed */
};

/* One for each kind, in the order in which they were met. */
struct ends {
    struct end *items;
    size_t count;
};

/* Empty where interleavings were not counted. With the counts of the outcomes these
 * are all interleavings. The exploration must outlive them. */
void ends_init(struct ends *ends, const struct exploration *exploration);
void ends_release(struct ends *ends);

#endif

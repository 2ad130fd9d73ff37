/* guide.h: an execution along a path that need not be possible as it stands.
 *
 * What is possible of it is taken in its order, the rest left out. Behind it
 * the execution goes on without preemptions: the last thread as far as it
 * can, then the first that can. Any edit of a path is a guide, and what was
 * taken along it is a path again.
 */
#ifndef RACELAB_EXPLORE_GUIDE_H
#define RACELAB_EXPLORE_GUIDE_H

#include "explore/search/search.h"

struct trail {
    struct step *steps; /* room for GUIDE_STEPS */
    uint64_t length;
    unsigned preemptions;
    unsigned switches; /* how often another thread goes on, for whatever reason */
};

#define GUIDE_STEPS ((uint64_t)1 << 30)

/* Follows `count` steps of the guide from the model's start, and goes back there. Returns
 * whether the goal, an end or a race, is met within `most` steps; the trail
 * ends there. trail->length says how far it came otherwise. */
bool guide_follow(const struct goal *goal, const struct step *guide, uint64_t count, uint64_t most,
                  struct trail *trail);

#endif

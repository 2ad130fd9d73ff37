/* walk_log.h: what happens_before.c writes down of the execution under way, for
 * whoever looks for another path to its accesses (race_path.c). */
#ifndef RACELAB_EXPLORE_WALK_LOG_H
#define RACELAB_EXPLORE_WALK_LOG_H

#include "explore/search/dependence.h"

/* Who learned of whom during a step: creation and join. */
struct learned {
    uint64_t step;
    uint16_t from, to;
};

struct walk_log {
    struct deed *deeds; /* of each step */
    struct learned *learned;
    uint64_t learned_count;
};

extern struct walk_log execution;

#endif

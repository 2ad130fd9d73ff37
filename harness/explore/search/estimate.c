/* estimate.c: how large the tree of dpor may be, from the path where it is now. */
#include "explore/search/dpor.h"

static unsigned branches_left(const struct level *level)
{
    unsigned count = 0;
    for (struct wakeup *node = wakeup_next(level->tree); node; node = wakeup_next(node))
        count++;
    return count;
}

double dpor_estimate(const struct dpor *dpor)
{
    double below = 1; /* the execution under way */
    for (uint64_t i = dpor->depth; i-- > dpor->base;) {
        const struct level *level = &dpor->levels[i];
        double done = (double)(level->begun - level->opened) + below;
        unsigned explored = level->sleepers - level->inherited + 1; /* the one under way, too */
        below = done * (1 + (double)branches_left(level) / explored);
    }
    return below;
}

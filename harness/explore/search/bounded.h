/* bounded.h: what came of each bound in turn, for who joins the parts of a search:
 * the whole ends at the first bound that finds something in any of them. */
#ifndef RACELAB_EXPLORE_BOUNDED_H
#define RACELAB_EXPLORE_BOUNDED_H

#include <stdbool.h>
#include <stdint.h>

enum { BOUNDS_MAX = 1001 };

struct bound_row {
    uint64_t executions, transitions; /* at this bound alone */
    bool left_out;                    /* there are interleavings with more preemptions */
};

/* Of the last search, from bound 0 on. Returns how many; 0: it was another
 * strategy's. */
unsigned bounded_rows(const struct bound_row **rows);

#endif

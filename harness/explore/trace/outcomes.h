/* outcomes.h: the table of the outcomes of a lab or a program: those that were
 * met and, where everything was searched and the outcomes are totals, those
 * that cannot happen.
 */
#ifndef RACELAB_EXPLORE_OUTCOMES_H
#define RACELAB_EXPLORE_OUTCOMES_H

#include "explore/trace/explore_text.h"

struct outcome_row {
    const struct exploration_goal *goal; /* borrowed; NULL: never happens */
    long long from, to;                  /* without a goal: the totals in question */
};

struct outcomes {
    struct outcome_row *rows; /* by total or exit status, else as they were met */
    size_t count;
};

/* Totals count from 0 to threads x increments. Where one outcome has words, or
 * another total was expected, nobody knows what else there might be: then only
 * what was met is listed. The explored must outlive the table. */
void outcomes_init(struct outcomes *outcomes, const struct explored *explored);
void outcomes_release(struct outcomes *outcomes);

#endif

/* examine.h: hears every witness on one subject, and weighs them. */
#ifndef RACELAB_CHECK_EXAMINE_H
#define RACELAB_CHECK_EXAMINE_H

#include "check/subject.h"
#include "explore/trace/explore_text.h"

struct examined {
    struct judged *judged; /* borrowed: filled */
    struct explored explored;
    bool has_explored; /* the explorer's search came to an end */
};

/* Stress runs alone, for it needs the cores; then the others at once. Nothing is printed
 * but what launch() has to say of a search that failed. From the main thread,
 * after orphans_adopt(). The caller releases *examined. */
void examine(const struct subject *subject, const struct check_order *order, struct judged *judged,
             struct examined *examined);

void examined_release(struct examined *examined);

#endif

/* deed.h: one step of a trace in a few words. */
#ifndef RACELAB_EXPLORE_DEED_H
#define RACELAB_EXPLORE_DEED_H

#include "explore/judge/conclusion.h"

/* "write" "counter" "0" "1". All owned; "" for what there is none of. */
struct deed {
    char *op, *object;
    char *before, *after; /* what lay there; after: only where it writes */
};

/* named: with the name of the object. symbols may be NULL. */
void deed_init(struct deed *deed, struct symbols *symbols, const struct exploration_goal *goal,
               const struct exploration_event *event, bool named);
void deed_release(struct deed *deed);

/* "read 0", "write 0 -> 1", "lock m", "fetch_add n 1 -> 2"; named: with the
 * name of the object. The caller frees it. symbols may be NULL. */
char *deed_text(struct symbols *symbols, const struct exploration_goal *goal,
                const struct exploration_event *event, bool named);

#endif

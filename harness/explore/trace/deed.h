/* deed.h: one step of a trace in a few words. */
#ifndef RACELAB_EXPLORE_DEED_H
#define RACELAB_EXPLORE_DEED_H

#include "explore/judge/conclusion.h"

/* "read 0", "write 0 -> 1", "lock m", "fetch_add n 1 -> 2"; named: with the
 * name of the object. The caller frees it. symbols may be NULL. */
char *deed_text(struct symbols *symbols, const struct exploration_goal *goal,
                const struct exploration_event *event, bool named);

#endif

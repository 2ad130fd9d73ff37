/* standstill.h: tells a standstill: who waits where, for what, and who has it. */
#ifndef RACELAB_EXPLORE_STANDSTILL_H
#define RACELAB_EXPLORE_STANDSTILL_H

#include "explore/judge/conclusion.h"

/* Tells the finding, at whose end no thread can go on. */
void standstill_judge(struct explore_finding *finding, struct symbols *symbols);

/* "to lock b, held by B": what a thread that cannot go on waits for. The caller
 * frees it. symbols may be NULL. */
char *standstill_wait(const struct exploration_goal *goal, const struct exploration_next *next,
                      struct symbols *symbols);

#endif

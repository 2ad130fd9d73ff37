/* leak.h: the findings of an execution at whose end nothing points to a block. */
#ifndef RACELAB_EXPLORE_LEAK_JUDGE_H
#define RACELAB_EXPLORE_LEAK_JUDGE_H

#include "explore/judge/conclusion.h"

/* Says of the finding that its block leaked: the title names the place of the
 * allocation and tells one leak from another. finding->block is set. */
void leak_judge(struct explore_finding *finding, struct symbols *symbols);

#endif

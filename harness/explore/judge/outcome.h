/* outcome.h: what the end of an execution is worth: of a lab its check says so;
 * of a program its exit status, where some interleavings exit with 0 and
 * others do not.
 */
#ifndef RACELAB_EXPLORE_OUTCOME_H
#define RACELAB_EXPLORE_OUTCOME_H

#include "explore/judge/conclusion.h"

/* Whether the goal, an outcome, is one that should not be. In a replay, which
 * sees one execution alone, that is every exit status but 0. */
bool outcome_is_wrong(const struct exploration *exploration, const struct exploration_goal *goal);

/* Whether the outcome is right or wrong at all. */
bool outcome_is_graded(const struct exploration *exploration, const struct exploration_goal *goal);

bool outcome_is_replayed(const struct exploration *exploration);

/* What is to be said of how a program ends though it is no finding: "every
 * interleaving exits with 3". NULL: nothing. The caller frees it. */
char *outcome_note(const struct exploration *exploration);

/* Tells the finding, whose goal is a wrong outcome. */
void outcome_judge(struct explore_finding *finding, const struct exploration *exploration,
                   struct symbols *symbols);

#endif

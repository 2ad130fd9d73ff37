/* split.h: which executions of a search by dpor are this shard's (--shard I/N).
 *
 * Optimal reduction finds out in one branch which others a level needs, so its
 * branches cannot be dealt out beforehand. Sleep sets alone can: where a level has
 * every step that is possible and awake as a branch, nothing needs to be found
 * out, and each trace still has one complete execution (Godefroid,
 * "Partial-Order Methods for the Verification of Concurrent Systems", 1996). So the
 * levels above a cut have all branches, in every shard alike; what lies below a
 * branch that crosses it is one shard's, by a hash of the steps that lead there.
 *
 * Optimal reduction takes over where nobody sleeps any more: that is what it
 * begins with in a search of its own. Begun with sleepers it would miss some,
 * for it plans by what complete executions show, and those that end in vain are
 * none. Until then levels go on to have all branches. Executions in vain are the
 * price of sleep sets; they are not counted. So all shards together count what
 * one search does: the traces.
 *
 * The cut follows from the program and the number of shards alone.
 */
#ifndef RACELAB_EXPLORE_SPLIT_H
#define RACELAB_EXPLORE_SPLIT_H

#include "explore/search/dpor.h"

/* Explores from the root, as far as split_stops_at() lets it. */
typedef void split_walk(const struct search_settings *settings, struct search_result *result);

/* Chooses the cut by walks down to it. False: result says what was met on the
 * way. Without shards there is no cut. The model is at its start, before and after. */
bool split_begin(const struct search_settings *settings, struct search_result *result,
                 split_walk *walk);

/* Says of the newest level, whose .inherited is known, whether it is to have
 * every branch. */
void split_open(const struct dpor *dpor, struct level *level);

/* Gives the newest level, which has all, its branches. */
void split_plant(struct level *level);

/* Whether what lies below the newest level is not this search's. */
bool split_stops_at(const struct dpor *dpor);

/* Whether an execution that ends here is another shard's. */
bool split_leaves_out(const struct dpor *dpor);

/* Whether steps to there count: those above the cut are the first shard's. */
bool split_counts(uint64_t depth);

#endif

/* deal.h: numbered executions dealt out to processes in blocks.
 *
 * The answer is that of one process that goes through the blocks in order: the
 * first finding by its number ends the search, and nothing behind it counts;
 * the first block in which a location becomes visible makes it start afresh,
 * with what that block met. To that end a block begins as if none had been
 * before, its results lie in a place of their own, and they are gathered in
 * order. Blocks grow, from one execution to BLOCK_MOST, so that executions
 * which take long are shared out as well as those which are over at once.
 */
#ifndef RACELAB_EXPLORE_DEAL_H
#define RACELAB_EXPLORE_DEAL_H

#include "explore/search/search.h"

/* So many executions come first, in order, in the first process: what they
 * teach (pct: how long executions are) the others know. */
enum { DEAL_FIRST = 8 };

/* Goes through settings->executions of them. */
void deal_run(const struct search_settings *settings, struct search_result *result);

/* The walker's (random.c): one execution, from the model's start and back to
 * it. Returns whether it found something. */
bool walk_execution(const struct search_settings *settings, struct search_result *result,
                    uint64_t number);

#endif

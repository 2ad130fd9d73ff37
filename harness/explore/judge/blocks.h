/* blocks.h: names for what lies on the heap and on stacks: by who allocated it
 * and what it is kept in, not by address. */
#ifndef RACELAB_EXPLORE_BLOCKS_H
#define RACELAB_EXPLORE_BLOCKS_H

#include "explore/judge/conclusion.h"

/* What lies at an address that the goal is about: "node->next (block of 24
 * bytes allocated at pool.c:31)"; without a name where it is not known what
 * the block is kept in. A local variable is "count (local in main)"; anything else
 * as symbols_object() has it. The caller frees it. symbols may be NULL. */
char *blocks_object(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address);

/* The same in few letters, for a trace: "node->next", "node#2->next" where the
 * goal has several blocks from that place, "pool.c:31+8" where no variable
 * there is known to point to the block; without a field where `size` bytes are
 * the whole block; a local variable by its name alone. */
char *blocks_short(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address,
                   uint64_t size);

/* Whether what lies there is known to be a pointer. symbols may be NULL. */
bool blocks_points(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address);

/* What a pointer into a heap block or to a local variable points to: "node#2",
 * "&slots[3]", "pool.c:31" for a block whose name nobody knows. NULL: the goal is about
 * nothing there. The caller frees it. symbols may be NULL. */
char *blocks_target(struct symbols *symbols, const struct exploration_goal *goal, uint64_t value);

/* The block that holds the address; NULL: none that the goal is about. */
const struct exploration_block *blocks_find(const struct exploration_goal *goal, uint64_t address);

#endif

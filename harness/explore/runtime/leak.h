/* leak.h: heap blocks that nothing points to when an execution has ended.
 *
 * What is reachable: from the program's globals, from the stacks, registers,
 * thread-local variables and keys of threads that are alive, from results that
 * nobody has joined, and from blocks of code before main(). As in the
 * conservative collectors, a word with an address inside a block points to it
 * (Boehm, Weiser, "Garbage collection in an uncooperative environment", 1988).
 * A pointer of the program was written in the execution, and so the memory's
 * log knows its place: the cost follows what the execution wrote.
 */
#ifndef RACELAB_EXPLORE_LEAK_H
#define RACELAB_EXPLORE_LEAK_H

#include "explore/runtime/runtime.h"

/* Looks for leaked blocks where the model is now. Returns 0 where there are
 * none, else what tells one set of origins (origin.h) from another. */
uint64_t leak_find(void);

/* The blocks that the newest leak_find() found, and how many. */
const uint64_t *leak_blocks(uint64_t *count);

void leak_init(void);

#endif

/* origin.h: where the program allocated: call stacks, each kept once.
 *
 * An origin is a small number that stands for a stack, so that a block can
 * carry it as part of the state. 0: before main(), not known.
 */
#ifndef RACELAB_EXPLORE_ORIGIN_H
#define RACELAB_EXPLORE_ORIGIN_H

#include "explore/runtime/event.h"

void origin_init(void);

/* The origin that stands for the current thread's stack. The thread runs. */
uint64_t origin_here(void);

/* Its return addresses, innermost first. Returns how many, 0 for origin 0. */
unsigned origin_frames(uint64_t origin, const uint64_t **frames);

#endif

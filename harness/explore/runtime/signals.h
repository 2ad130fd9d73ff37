/* signals.h: signals that the program sends to itself.
 *
 * Modelled is what happens at a place that the program names: masks, handlers,
 * pending signals, waiting for one, and delivery to the thread that sends,
 * unblocks or waits. A handler that interrupts another thread between any two of
 * its instructions is not: it is `unsupported` where it would begin. What comes
 * from outside (a terminal, a timer) does not come.
 *
 * One object, signal_table, stands for all of it. Sending and waiting write to it,
 * changing a mask or a handler reads it: where nobody sends, that is no step.
 */
#ifndef RACELAB_EXPLORE_SIGNALS_H
#define RACELAB_EXPLORE_SIGNALS_H

#include "explore/runtime/runtime.h"

enum { SIGNALS_MAX = 64 };

/* Words of the state. Sets: signal n is bit n - 1. */
struct signal_action {
    uint64_t handler, mask, flags;
};

extern struct signal_action signal_actions[SIGNALS_MAX + 1];
extern uint64_t signal_table; /* its address stands for all signals */

static inline uint64_t signal_bit(unsigned number)
{
    return UINT64_C(1) << (number - 1);
}

bool signal_ignored(unsigned number);

uint64_t signal_mask(unsigned thread);

/* A new thread blocks what its creator blocks. */
void signal_inherit(unsigned parent, unsigned child);

#endif

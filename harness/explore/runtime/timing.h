/* timing.h: time is virtual.
 *
 * One clock for all: it begins anew in each execution, never goes back, and
 * advances where a thread has slept or a timed wait has timed out, by at least
 * that long. Nothing else takes time, with one exception: a thread that reads
 * the clock or sleeps again and again while nobody else advances it is made to
 * wait longer and longer, so that a loop until a time has passed ends soon.
 *
 * Sleeping orders nothing: however long one thread sleeps, the others may or may
 * not have run meanwhile. It is no step: the time is over as soon as it begins,
 * so that nobody sees the clock in between. The clock is an atomic variable of
 * the model's; in a program that never reads it, it stands still and is part of
 * no state.
 */
#ifndef RACELAB_EXPLORE_TIMING_H
#define RACELAB_EXPLORE_TIMING_H

#include "explore/runtime/memory.h"

/* The first call that read a clock, in whatever execution. */
struct timing {
    const char *call; /* NULL: none did */
    uint64_t pc;      /* where it returns to */
    bool shared;      /* it was read, and a sleep advanced it while others were about */
};

extern struct timing timing;

/* Set whenever time passes as part of a step, or might have at another time of
 * the clock; who asks clears it before. */
extern bool timing_touched;

bool timing_is_clock(uint64_t address);

/* The clock, or when the running thread looked at it: states that differ in
 * nothing else are the same to who waits. */
bool timing_owns(uint64_t address);

#endif

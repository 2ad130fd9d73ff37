/* idle.h: threads that run on and never come to another step.
 *
 * Nobody can tell such a thread from one that computes for long; so one that takes
 * no step for five seconds of processor time counts as endless. That is waited for
 * once: a thread that then begins a step with the same stack, the same registers
 * and the same result of its operation is given up as soon as it is seen to go the
 * same way, after a fifth of a second at most. So is one that is tried (waiting.h) and
 * goes round and round that long.
 */
#ifndef RACELAB_EXPLORE_IDLE_H
#define RACELAB_EXPLORE_IDLE_H

#include "explore/runtime/memory.h"

#include <stdbool.h>

/* After crash_init(). */
void idle_init(void);

/* Starts the clock: again in every process that is forked, which does not inherit it. */
void idle_clock(void);

/* Whether the clock has ticked since the last call: ten times a second while the
 * process computes. */
bool idle_ticked(void);

/* An attempt to run a thread, which begins with that hash. */
struct idle_attempt {
    struct hash begin;
    unsigned long since;
    bool known; /* it went on for five seconds before */
};

struct idle_attempt idle_attempt(struct hash begin);

/* Whether it has gone on for so many tenths of a second: a fifth of a second is enough
 * where it is known. Five seconds are remembered. */
bool idle_attempt_over(const struct idle_attempt *attempt, unsigned long tenths);

enum { IDLE_TENTHS = 50 };

#endif

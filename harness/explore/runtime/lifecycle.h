/* lifecycle.h: what the main() of a lab under exploration calls, through stubs
 * (stub_gate_*): start the actors together, wait for all, say the outcome. */
#ifndef RACELAB_EXPLORE_LIFECYCLE_H
#define RACELAB_EXPLORE_LIFECYCLE_H

#include "explore/runtime/model.h"

void do_gate_spawn(void *(*entry)(void *), void *argument);
void stub_gate_spawn(void *(*entry)(void *), void *argument);

/* Returns when every other thread has ended. */
void do_gate_wait(void);
void stub_gate_wait(void);

void do_gate_outcome(const struct outcome *outcome);
void stub_gate_outcome(const struct outcome *outcome);

/* A signal ends the process, which a shell calls status 128 + signal. */
_Noreturn void do_killed(uint64_t signal);

#endif

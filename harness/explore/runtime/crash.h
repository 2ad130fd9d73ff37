/* crash.h: signals of the program under test become failures of its execution;
 * signals of the engine itself end the process with 70. */
#ifndef RACELAB_EXPLORE_CRASH_H
#define RACELAB_EXPLORE_CRASH_H

void crash_init(void);

/* Starts the clock that ends endless executions: again in every process that
 * is forked, which does not inherit it. */
void crash_clock(void);

#endif

/* crash.h: signals of the program under test become failures of its execution;
 * signals of the engine itself end the process with 70. */
#ifndef RACELAB_EXPLORE_CRASH_H
#define RACELAB_EXPLORE_CRASH_H

#include <signal.h>
#include <stdint.h>

void crash_init(void);

/* Has the signal handled on a stack apart from the program's. */
void crash_handle(int number, void (*handler)(int, siginfo_t *, void *));

/* For a signal handler: the interrupted thread parks for good when the handler returns.
 * Returns where in the program that is. */
uint64_t crash_leave(void *context);

#endif

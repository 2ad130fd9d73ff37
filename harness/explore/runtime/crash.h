/* crash.h: signals of the program under test become failures of its execution;
 * signals of the engine itself end the process with 70. */
#ifndef RACELAB_EXPLORE_CRASH_H
#define RACELAB_EXPLORE_CRASH_H

void crash_init(void);

#endif

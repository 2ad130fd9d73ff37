/* schedule.h: the short form of a schedule, that a person can type and edit.
 *
 * `A1B2A1`: one step of thread A, two of B, one of A. Threads are A to Z, AA,
 * AB, ... in the order of their creation. A lab's own thread is `main`, and A the
 * first that it starts.
 * `A1/2` takes the step the second other way (a signal that wakes another
 * waiter than the first); `/` and its number may be left out.
 */
#ifndef RACELAB_EXPLORE_SCHEDULE_H
#define RACELAB_EXPLORE_SCHEDULE_H

#include "explore/runtime/model.h"

enum { THREAD_NAME = 8 };
#define THREAD_MAIN UINT64_MAX /* of a lab: the thread before A */

/* "A" for 0, "Z" for 25, "AA" for 26. Returns text. */
const char *thread_name(uint64_t number, char text[THREAD_NAME]);

/* Reads the text into steps (room for `room` of them); threads are numbered
 * from `first`. Returns how many, or -1 where the text is no schedule. */
int64_t schedule_parse(const char *text, uint64_t first, struct step *steps, uint64_t room);

/* Calls put(closure, text) with the pieces of the short form. */
void schedule_print(const struct step *steps, uint64_t count, uint64_t first,
                    void (*put)(void *closure, const char *text), void *closure);

#endif

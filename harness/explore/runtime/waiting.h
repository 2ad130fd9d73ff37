/* waiting.h: loops that wait for somebody else to write.
 *
 * A thread that takes one operation over and over, changes nothing by it and
 * comes back to the same place, waits: it can go on only after another
 * thread's step, so until then it is no choice of the search. Such places are
 * found as the search meets them, and the search then starts afresh.
 *
 * Whether a thread at such a place waits is tried: it runs on alone. A turn
 * that ends in the state it began in: it waits for certain. A thread that differs in what is its
 * own alone (it counts its attempts) gets WAITING_TRIES turns to leave, or a second
 * of them; that a loop which did not leave by then goes on waiting is an assumption,
 * and waiting.assumed says that it was made. Where nobody else can go on it gets
 * WAITING_LONG_TRIES, or the five seconds of idle.h.
 */
#ifndef RACELAB_EXPLORE_WAITING_H
#define RACELAB_EXPLORE_WAITING_H

#include "explore/runtime/model.h"

enum { WAITING_TRIES = 256, WAITING_LONG_TRIES = 100000 };

struct waiting {
    bool assumed;
};

extern struct waiting waiting;

/* Whether a step at this address ever came back to it without effect. */
bool waiting_place(uint64_t pc);

/* Notes that one did; sets memory.grew where that is new. */
void waiting_note(uint64_t pc);

/* All that were noted. Returns how many. */
unsigned waiting_places(const uint64_t **places);

/* Whether the enabled thread waits, given so many turns. Leaves the model as
 * it is. */
bool waiting_is(unsigned thread, unsigned tries);

#endif

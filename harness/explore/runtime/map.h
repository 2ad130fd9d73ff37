/* map.h: memory that the program maps: whole pages of the heap's range.
 *
 * A mapping is a block of the heap on page boundaries, so that undo, hashing,
 * names and the address that follows from the thread's own history are the
 * heap's. Beside each of its pages stands what may be done with it. Nobody has
 * to give a mapping back: it is no leak.
 */
#ifndef RACELAB_EXPLORE_MAP_H
#define RACELAB_EXPLORE_MAP_H

#include "explore/runtime/runtime.h"

enum { PAGE = 4096 };

/* What an access to the bytes meets. */
enum map_verdict {
    MAP_FINE,     /* allowed, or in no mapping at all */
    MAP_GONE,     /* a page that was unmapped */
    MAP_FORBIDDEN /* a page that is mapped without that right */
};

void map_init(void);

enum map_verdict map_check(uint64_t address, uint64_t size, bool write);

/* Whether the live block that begins there is a mapping. */
bool map_is(uint64_t block);

/* Takes pages away, as a step of the running thread has asked. */
void map_remove(unsigned thread, uint64_t address, uint64_t size);

#endif

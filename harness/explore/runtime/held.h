/* held.h: which locks each thread holds, told from the recorded events. */
#ifndef RACELAB_EXPLORE_HELD_H
#define RACELAB_EXPLORE_HELD_H

#include "explore/runtime/event.h"

struct held {
    unsigned thread;
    uint64_t address; /* of the mutex, reader-writer lock or spinlock */
    bool reads;       /* held for reading only */
};

/* What is held after all events that were recorded, from the start of main();
 * a lock taken twice is there twice. Returns how many; they stay until the
 * next call. At most 1,024; more are left out. */
unsigned held_find(const struct held **held);

#endif

/* keyed.h: from 64-bit keys to numbers, for what a walk meets: emptied quickly. */
#ifndef RACELAB_EXPLORE_KEYED_H
#define RACELAB_EXPLORE_KEYED_H

#include "explore/runtime/memory.h"

enum { KEYED_ROOM = 1 << 20 };

/* Open addressing; a place whose key is 0 is free. */
struct keyed {
    uint64_t *keys;
    uint32_t *values;
    uint32_t *used;
    uint32_t count;
};

void keyed_init(struct keyed *keyed);
void keyed_clear(struct keyed *keyed);

/* The value of the key, which is not 0; a value of 0 where it is new. With more than
 * half of KEYED_ROOM the program is one that is not supported. */
uint32_t *keyed_at(struct keyed *keyed, uint64_t key);

#endif

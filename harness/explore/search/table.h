/* table.h: the states that were seen: 128-bit hash to number. */
#ifndef RACELAB_EXPLORE_TABLE_H
#define RACELAB_EXPLORE_TABLE_H

#include "explore/runtime/memory.h"

struct table {
    struct hash *keys; /* a free place is all zero */
    uint32_t *numbers;
    uint64_t room, used; /* room is a power of two */
};

#define TABLE_NEW UINT32_C(0xffffffff)

void table_init(struct table *table);
void table_release(struct table *table);

/* The number under which the hash was entered; where it was not, enters it
 * as `number` and returns TABLE_NEW. */
uint32_t table_enter(struct table *table, struct hash hash, uint32_t number);

uint64_t table_bytes(const struct table *table);

#endif

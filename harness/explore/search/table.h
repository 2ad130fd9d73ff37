/* table.h: the states that were seen, by 126 bits of their hashes: under a
 * number each, or only whether they are done with. */
#ifndef RACELAB_EXPLORE_TABLE_H
#define RACELAB_EXPLORE_TABLE_H

#include "explore/runtime/memory.h"

struct table {
    struct hash *keys;   /* a free place is all zero */
    uint32_t *numbers;   /* NULL: it keeps none */
    uint64_t room, used; /* room is a power of two */
};

#define TABLE_NEW UINT32_C(0xffffffff)

void table_init(struct table *table, bool numbered);
void table_release(struct table *table);

/* The number under which the hash was entered; where it was not, enters it
 * as `number` and returns TABLE_NEW. */
uint32_t table_enter(struct table *table, struct hash hash, uint32_t number);

/* Without numbers: enters the hash as open where it is new. */
enum table_state { TABLE_UNSEEN, TABLE_OPEN, TABLE_CLOSED };
enum table_state table_visit(struct table *table, struct hash hash);
void table_close(struct table *table, struct hash hash); /* it was entered */

/* Whether it was entered. */
bool table_knows(const struct table *table, struct hash hash);

uint64_t table_bytes(const struct table *table);

#endif

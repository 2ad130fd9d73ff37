#include "explore/search/table.h"

enum { FIRST_ROOM = 1 << 14 };

static void reserve(struct table *table, uint64_t room)
{
    table->keys = arena_reserve(room * sizeof *table->keys);
    table->numbers = arena_reserve(room * sizeof *table->numbers);
    table->room = room;
}

void table_init(struct table *table)
{
    *table = (struct table){.used = 0};
    reserve(table, FIRST_ROOM);
}

void table_release(struct table *table)
{
    arena_release(table->keys, table->room * sizeof *table->keys);
    arena_release(table->numbers, table->room * sizeof *table->numbers);
}

/* Open addressing, linear probing. */
static uint64_t place(const struct table *table, struct hash hash)
{
    uint64_t at = hash.a & (table->room - 1);
    while ((table->keys[at].a | table->keys[at].b) &&
           (table->keys[at].a != hash.a || table->keys[at].b != hash.b))
        at = (at + 1) & (table->room - 1);
    return at;
}

static void grow(struct table *table)
{
    struct table old = *table;
    reserve(table, old.room * 2);
    for (uint64_t i = 0; i < old.room; i++) {
        if (!(old.keys[i].a | old.keys[i].b))
            continue;
        uint64_t at = place(table, old.keys[i]);
        table->keys[at] = old.keys[i];
        table->numbers[at] = old.numbers[i];
    }
    table_release(&old);
}

uint32_t table_enter(struct table *table, struct hash hash, uint32_t number)
{
    hash.b |= 1; /* never all zero */
    uint64_t at = place(table, hash);
    if (table->keys[at].b)
        return table->numbers[at];
    table->keys[at] = hash;
    table->numbers[at] = number;
    if (++table->used * 4 > table->room * 3)
        grow(table);
    return TABLE_NEW;
}

uint64_t table_bytes(const struct table *table)
{
    return table->room * (sizeof *table->keys + sizeof *table->numbers);
}

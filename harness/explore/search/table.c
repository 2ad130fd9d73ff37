#include "explore/search/table.h"

enum { FIRST_ROOM = 1 << 14 };

/* The lowest bits of a key: */
#define USED UINT64_C(1)
#define OPEN UINT64_C(2)

static void reserve(struct table *table, uint64_t room, bool numbered)
{
    table->keys = arena_reserve(room * sizeof *table->keys);
    if (numbered)
        table->numbers = arena_reserve(room * sizeof *table->numbers);
    table->room = room;
}

void table_init(struct table *table, bool numbered)
{
    *table = (struct table){.used = 0};
    reserve(table, FIRST_ROOM, numbered);
}

void table_release(struct table *table)
{
    arena_release(table->keys, table->room * sizeof *table->keys);
    if (table->numbers)
        arena_release(table->numbers, table->room * sizeof *table->numbers);
}

static struct hash key_of(struct hash hash)
{
    return (struct hash){hash.a, (hash.b & ~OPEN) | USED};
}

/* Open addressing, linear probing. */
static uint64_t place(const struct table *table, struct hash key)
{
    uint64_t at = key.a & (table->room - 1);
    while (table->keys[at].b &&
           (table->keys[at].a != key.a || (table->keys[at].b & ~OPEN) != key.b))
        at = (at + 1) & (table->room - 1);
    return at;
}

static void grow(struct table *table)
{
    struct table old = *table;
    reserve(table, old.room * 2, old.numbers != NULL);
    for (uint64_t i = 0; i < old.room; i++) {
        if (!old.keys[i].b)
            continue;
        uint64_t at = place(table, key_of(old.keys[i]));
        table->keys[at] = old.keys[i];
        if (old.numbers)
            table->numbers[at] = old.numbers[i];
    }
    table_release(&old);
}

static void add(struct table *table, uint64_t at, struct hash key)
{
    table->keys[at] = key;
    if (++table->used * 4 > table->room * 3)
        grow(table);
}

uint32_t table_enter(struct table *table, struct hash hash, uint32_t number)
{
    struct hash key = key_of(hash);
    uint64_t at = place(table, key);
    if (table->keys[at].b)
        return table->numbers[at];
    table->numbers[at] = number;
    add(table, at, key);
    return TABLE_NEW;
}

enum table_state table_visit(struct table *table, struct hash hash)
{
    struct hash key = key_of(hash);
    uint64_t at = place(table, key);
    if (table->keys[at].b)
        return table->keys[at].b & OPEN ? TABLE_OPEN : TABLE_CLOSED;
    key.b |= OPEN;
    add(table, at, key);
    return TABLE_UNSEEN;
}

void table_close(struct table *table, struct hash hash)
{
    table->keys[place(table, key_of(hash))].b &= ~OPEN;
}

bool table_knows(const struct table *table, struct hash hash)
{
    return table->keys[place(table, key_of(hash))].b != 0;
}

uint64_t table_bytes(const struct table *table)
{
    return table->room * (sizeof *table->keys + (table->numbers ? sizeof *table->numbers : 0));
}

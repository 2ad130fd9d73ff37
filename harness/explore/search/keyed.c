#include "explore/search/keyed.h"
#include "explore/runtime/runtime.h"

void keyed_init(struct keyed *keyed)
{
    keyed->keys = arena_reserve(KEYED_ROOM * sizeof *keyed->keys);
    keyed->values = arena_reserve(KEYED_ROOM * sizeof *keyed->values);
    keyed->used = arena_reserve(KEYED_ROOM * sizeof *keyed->used);
}

void keyed_clear(struct keyed *keyed)
{
    for (uint32_t i = 0; i < keyed->count; i++)
        keyed->keys[keyed->used[i]] = 0;
    keyed->count = 0;
}

uint32_t *keyed_at(struct keyed *keyed, uint64_t key)
{
    uint64_t at = (key * UINT64_C(0x9e3779b97f4a7c15)) >> 44 & (KEYED_ROOM - 1);
    while (keyed->keys[at] && keyed->keys[at] != key)
        at = (at + 1) & (KEYED_ROOM - 1);
    if (!keyed->keys[at]) {
        if (keyed->count == KEYED_ROOM / 2)
            runtime_unsupported("more than 500,000 shared locations in a walk");
        keyed->keys[at] = key;
        keyed->values[at] = 0;
        keyed->used[keyed->count++] = (uint32_t)at;
    }
    return &keyed->values[at];
}

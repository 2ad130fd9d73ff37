#include "explore/runtime/origin.h"
#include "explore/runtime/model.h"

#include <string.h>

enum { SLOTS = 1 << 16, ORIGINS_MAX = SLOTS / 2 };

struct origin {
    uint64_t depth;
    uint64_t frames[EVENT_FRAMES];
};

static struct origin *origins; /* from 1; never forgotten, whatever is undone */
static uint32_t *slots;        /* by hash: a number, 0: free */
static uint32_t count;

void origin_init(void)
{
    origins = arena_reserve((ORIGINS_MAX + 1) * sizeof *origins);
    slots = arena_reserve(SLOTS * sizeof *slots);
}

static bool same(const struct origin *x, const struct origin *y)
{
    return x->depth == y->depth && memcmp(x->frames, y->frames, x->depth * 8) == 0;
}

static uint32_t intern(const struct origin *origin)
{
    struct hash hash = hash_words((struct hash){0, 0}, origin->frames, origin->depth);
    uint32_t slot = (uint32_t)hash.a % SLOTS;
    while (slots[slot] && !same(&origins[slots[slot]], origin))
        slot = (slot + 1) % SLOTS;
    if (slots[slot])
        return slots[slot];
    if (count == ORIGINS_MAX)
        runtime_unsupported("more than 32,768 different places that allocate");
    origins[++count] = *origin;
    return slots[slot] = count;
}

uint64_t origin_here(void)
{
    struct origin origin;
    if (model.count == 0)
        return 0;
    origin.depth = event_stack(model.current, origin.frames);
    return intern(&origin);
}

unsigned origin_frames(uint64_t origin, const uint64_t **frames)
{
    *frames = origins[origin].frames;
    return (unsigned)origins[origin].depth;
}

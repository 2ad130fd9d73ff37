#include "explore/search/parts.h"

#include <string.h>

static struct part *parts; /* this shard's */
static struct step *steps; /* of their paths, one after another */
static uint64_t count, steps_used, met;
static double weight;
static unsigned shard, shards; /* shard from 0 */

static void clear(void)
{
    const size_t room = (size_t)1 << 34;
    if (!parts) {
        parts = arena_reserve(room);
        steps = arena_reserve(room);
    }
    count = steps_used = met = 0;
    weight = 0;
    shard = 0;
    shards = 1;
}

void parts_whole(void)
{
    clear();
    parts_meet(&(struct part){.weight = 1});
}

void parts_begin(const struct search_settings *settings)
{
    clear();
    shard = settings->shard - 1;
    shards = settings->shards;
}

void parts_meet(const struct part *part)
{
    if (met++ % shards != shard)
        return;
    struct part *own = &parts[count++];
    *own = *part;
    own->path = steps + steps_used;
    if (part->length)
        memcpy(steps + steps_used, part->path, part->length * sizeof *steps);
    steps_used += part->length;
    weight += part->weight;
}

bool parts_suffice(void)
{
    return met >= (uint64_t)PARTS_PER_SHARD * shards;
}

uint64_t parts_count(void)
{
    return count;
}

const struct part *parts_at(uint64_t number)
{
    return &parts[number];
}

double parts_weight(void)
{
    return weight;
}

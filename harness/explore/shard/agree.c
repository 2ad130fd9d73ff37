#include "explore/shard/agree.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

enum { GRANULE = 8 };

/* What is known of one granule, by one shard. */
struct view {
    uint64_t address;
    const struct exploration_touch *touch;
};

static int by_address(const void *x, const void *y)
{
    const struct view *a = x, *b = y;
    return (a->address > b->address) - (a->address < b->address);
}

static size_t granules(const struct exploration *shards, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < shards[i].shard.touch_count; k++)
            sum += shards[i].shard.touches[k].count;
    return sum;
}

static struct view *views_of(const struct exploration *shards, size_t count, size_t total)
{
    struct view *views = memory_resize(NULL, total + 1, sizeof *views);
    size_t at = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < shards[i].shard.touch_count; k++) {
            const struct exploration_touch *touch = &shards[i].shard.touches[k];
            for (uint64_t n = 0; n < touch->count; n++)
                views[at++] = (struct view){touch->address + n * GRANULE, touch};
        }
    if (total)
        qsort(views, total, sizeof *views, by_address);
    return views;
}

/* Whether two threads touched the byte, and one of them wrote: by all views
 * together. As the engine does it (runtime/memory.c). */
static bool is_shared(const struct view *views, size_t count, unsigned byte)
{
    bool several = false, written = false, touched = false;
    uint16_t owner = 0;
    for (size_t i = 0; i < count; i++) {
        const struct exploration_touch *touch = views[i].touch;
        if (!(touch->touched >> byte & 1))
            continue;
        several |= (touch->several >> byte & 1) || (touched && touch->owner[byte] != owner);
        written |= touch->written >> byte & 1;
        owner = touch->owner[byte];
        touched = true;
    }
    return several && written;
}

/* The views of one granule: each shard has to know the same bytes as shared. */
static bool agree_on(const struct view *views, size_t count, size_t shards)
{
    uint8_t visible = views[0].touch->visible;
    for (size_t i = 1; i < count; i++)
        if (views[i].touch->visible != visible)
            return false;
    if (visible && count != shards)
        return false;
    for (unsigned byte = 0; byte < GRANULE; byte++)
        if (!(visible >> byte & 1) && is_shared(views, count, byte))
            return false;
    return true;
}

static bool agree_on_memory(const struct exploration *shards, size_t count)
{
    size_t total = granules(shards, count), next;
    struct view *views = views_of(shards, count, total);
    bool agree = true;
    for (size_t first = 0; agree && first < total; first = next) {
        for (next = first + 1; next < total && views[next].address == views[first].address;)
            next++;
        agree = agree_on(&views[first], next - first, count);
    }
    free(views);
    return agree;
}

static bool waits_at(const struct exploration_shard *shard, uint64_t place)
{
    for (size_t i = 0; i < shard->wait_count; i++)
        if (shard->waits[i] == place)
            return true;
    return false;
}

static bool agree_on_the_rest(const struct exploration *one, const struct exploration *other)
{
    bool agree = one->shard.wait_count == other->shard.wait_count &&
                 one->shard.cancels == other->shard.cancels && !one->clock == !other->clock;
    for (size_t i = 0; agree && i < one->shard.wait_count; i++)
        agree = waits_at(&other->shard, one->shard.waits[i]);
    return agree;
}

bool shards_agree(const struct exploration *shards, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!agree_on_the_rest(&shards[0], &shards[i]))
            return false;
    return agree_on_memory(shards, count);
}

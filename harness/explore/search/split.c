#include "explore/search/split.h"
#include "explore/search/splitmix.h"

enum { PARTS_PER_SHARD = 64, PARTS_MOST = 64 /* times as many end a walk */ };

static const char too_many[] = "parts"; /* no limit of the search's */

static struct {
    unsigned shard, shards; /* shard from 0; shards 0: everything is searched here */
    uint64_t cut;
    bool measures; /* a walk to find the cut is under way */
    uint64_t parts, enough;
} split;

static bool is_on(void)
{
    return split.shards > 1;
}

void split_open(const struct dpor *dpor, struct level *level)
{
    level->has_all =
        is_on() && (dpor->depth <= split.cut || (level[-1].has_all && level->inherited > 0));
}

static bool sleeps(const struct level *level, const struct deed *deed)
{
    for (unsigned i = 0; i < level->sleepers; i++)
        if (deeds_same(&level->sleep[i], deed))
            return true;
    return false;
}

/* Every way of the thread's next step that is awake; `end` is where the list goes on. */
static struct wakeup *_Atomic *plant_ways(struct level *level, unsigned thread,
                                          struct wakeup *_Atomic *end)
{
    const struct op *op = &threads[thread].core.op;
    const struct op_class *class = op_classes[op->kind];
    unsigned ways = class->ways ? class->ways(thread, op) : 1;
    for (unsigned way = 0; way < ways; way++) {
        struct deed deed = deed_next(thread, way);
        if (sleeps(level, &deed))
            continue;
        struct wakeup *node = wakeup_node(&deed);
        atomic_store_explicit(end, node, memory_order_relaxed);
        end = &node->next;
    }
    return end;
}

void split_plant(struct level *level)
{
    struct wakeup *_Atomic first = NULL, *_Atomic *end = &first;
    for (unsigned i = 0; i < model.count; i++)
        if (dpor_can_step(i))
            end = plant_ways(level, i, end);
    level->tree = atomic_load_explicit(&first, memory_order_relaxed);
}

static bool is_own(const struct dpor *dpor)
{
    uint64_t hash = 0;
    for (uint64_t i = 0; i < dpor->depth; i++) {
        struct step step = dpor->levels[i].taken;
        hash = splitmix(hash + SPLITMIX_STEP + ((uint64_t)step.thread << 16 | step.way));
    }
    return hash % split.shards == split.shard;
}

static void note_part(const struct dpor *dpor)
{
    if (++split.parts <= split.enough * PARTS_MOST)
        return;
    dpor->result->end = SEARCH_STOPPED;
    dpor->result->limit = too_many;
}

bool split_stops_at(const struct dpor *dpor)
{
    if (!is_on() || dpor->depth != split.cut)
        return false;
    if (!split.measures)
        return !is_own(dpor);
    note_part(dpor);
    return true;
}

bool split_leaves_out(const struct dpor *dpor)
{
    return is_on() && dpor->depth < split.cut && (split.measures || !is_own(dpor));
}

bool split_counts(uint64_t depth)
{
    return !is_on() || depth > split.cut || split.shard == 0;
}

static void forget(struct search_result *result)
{
    *result = (struct search_result){
        .end = SEARCH_COMPLETE, .restarts = result->restarts, .wasted = result->wasted};
}

/* How many parts a cut at that depth gives; 0: none, or the walk came to no end. */
static uint64_t measure(const struct search_settings *settings, struct search_result *result,
                        uint64_t cut, split_walk *walk)
{
    if (result->end != SEARCH_COMPLETE)
        return 0;
    split.cut = cut;
    split.parts = 0;
    walk(settings, result);
    bool stopped = result->end == SEARCH_STOPPED && result->limit == too_many;
    if (result->end != SEARCH_COMPLETE && !stopped)
        return 0;
    forget(result);
    return split.parts;
}

bool split_begin(const struct search_settings *settings, struct search_result *result,
                 split_walk *walk)
{
    uint64_t cut = 0, stride = 1, parts;
    split.shards = settings->shards;
    if (!is_on())
        return true;
    split.shard = settings->shard - 1;
    split.enough = (uint64_t)PARTS_PER_SHARD * split.shards;
    split.measures = true;
    /* Where nobody has a choice yet, in strides; then one by one. */
    for (; measure(settings, result, cut + stride, walk) == 1; stride *= 2)
        cut += stride;
    while ((stride /= 2) > 0)
        if (measure(settings, result, cut + stride, walk) == 1)
            cut += stride;
    do
        parts = measure(settings, result, ++cut, walk);
    while (parts > 0 && parts < split.enough);
    split.measures = false;
    return result->end == SEARCH_COMPLETE;
}

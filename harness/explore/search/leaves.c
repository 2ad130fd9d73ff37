/* leaves.c: from leaf to leaf of the tree that processes share. */
#include "explore/search/shared_tree.h"
#include "explore/search/split.h"

/* What a step of the shared level does that nobody may have taken so far: one
 * that ends the execution is known only then. */
static const struct deed *settled(struct shared_branch *branch)
{
    const struct deed *plan = &branch->wakeup.deed;
    if (!atomic_load_explicit(&branch->settled, memory_order_acquire)) {
        struct deed deed = deed_next(plan->thread, deed_way(plan));
        if (dpor_foresee(&deed))
            deed_end(&deed);
        shared_branch_settle(branch, &deed);
    }
    return &branch->taken;
}

/* Opens the shared level at which the model is now: those before the branch sleep. */
static void open_shared(struct dpor *dpor, struct shared_branch *branch)
{
    struct level *level = &dpor->levels[dpor->depth];
    struct wakeup *node = wakeup_children(&branch->above->wakeup);
    level->mark = model_mark();
    split_open(dpor, level);
    for (; node != &branch->wakeup; node = wakeup_next(node))
        dpor_sleep_on(level, settled(shared_branch_of(node)));
    level->tree = node;
    level->serial = branch->serial;
}

void dpor_go_to(struct dpor *dpor, struct shared_branch *leaf)
{
    static struct shared_branch *path[DPOR_DEPTH];
    struct shared_branch *branch = leaf;
    uint64_t same = 0;
    for (uint64_t i = leaf->depth; i-- > 0; branch = branch->above)
        path[i] = branch;
    while (same < dpor->depth && same < leaf->depth &&
           dpor->levels[same].serial == path[same]->serial)
        same++;
    while (dpor->depth > same)
        dpor_step_back();
    for (dpor->base = leaf->depth; dpor->depth < leaf->depth;) {
        struct deed unused;
        struct level *level = &dpor->levels[dpor->depth];
        dpor_catch_up(dpor);
        if (memory.grew) { /* the plans are of steps that are no more */
            dpor->result->end = SEARCH_RESTART;
            return;
        }
        level->sleepers = level->inherited;
        open_shared(dpor, path[dpor->depth]);
        if (!dpor_take_branch(level, &unused))
            return;
        level[1].inherited = level[1].sleepers;
        dpor->result->transitions += !atomic_exchange(&path[dpor->depth - 1]->passed, true);
    }
    dpor->own = leaf;
}

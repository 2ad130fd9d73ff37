#include "explore/trace/ends.h"
#include "explore/judge/stuck.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static bool better(const struct exploration_goal *x, const struct exploration_goal *y)
{
    return x->preemptions < y->preemptions ||
           (x->preemptions == y->preemptions && x->steps < y->steps);
}

static void add_end(struct ends *ends, enum finding_kind kind, const struct exploration_goal *goal)
{
    for (size_t i = 0; i < ends->count; i++) {
        struct end *end = &ends->items[i];
        if (end->kind != kind)
            continue;
        char *sum = exploration_add(end->count, goal->count);
        free(end->count);
        end->count = sum;
        if (better(goal, end->best))
            end->best = goal;
        return;
    }
    ends->items = memory_resize(ends->items, ends->count + 1, sizeof *ends->items);
    ends->items[ends->count++] = (struct end){kind, memory_copy_text(goal->count), goal};
}

void ends_init(struct ends *ends, const struct exploration *exploration)
{
    *ends = (struct ends){.count = 0};
    for (size_t i = 0; exploration->counted && i < exploration->goal_count; i++) {
        const struct exploration_goal *goal = &exploration->goals[i];
        if (strcmp(goal->count, "0") == 0)
            continue;
        if (goal->kind == EXPLORATION_STUCK)
            add_end(ends, stuck_kind(goal), goal);
        else if (goal->kind == EXPLORATION_FAILURE)
            add_end(ends, goal->finding, goal);
    }
}

void ends_release(struct ends *ends)
{
    for (size_t i = 0; i < ends->count; i++)
        free(ends->items[i].count);
    free(ends->items);
}

#include "explore/judge/stuck.h"

#include <string.h>

static const struct exploration_next *next_of(const struct exploration_goal *goal, long thread)
{
    for (size_t i = 0; i < goal->next_count; i++)
        if (goal->nexts[i].thread == thread)
            return &goal->nexts[i];
    return NULL;
}

size_t stuck_cycle(const struct exploration_goal *goal, size_t *cycle)
{
    for (size_t start = 0; start < goal->next_count; start++) {
        const struct exploration_next *at = &goal->nexts[start];
        size_t length = 0;
        while (at && length < goal->next_count) {
            cycle[length++] = (size_t)(at - goal->nexts);
            at = next_of(goal, at->holder);
            if (at == &goal->nexts[start])
                return length;
        }
    }
    return 0;
}

static bool some_next_is(const struct exploration_goal *goal, const char *const *ops)
{
    for (size_t i = 0; i < goal->next_count; i++)
        for (size_t k = 0; ops[k]; k++)
            if (strcmp(goal->nexts[i].op, ops[k]) == 0)
                return true;
    return false;
}

static bool has_cycle(const struct exploration_goal *goal)
{
    size_t cycle[64];
    return goal->next_count <= 64 && stuck_cycle(goal, cycle) > 0;
}

enum finding_kind stuck_kind(const struct exploration_goal *goal)
{
    static const char *const loops[] = {"read",
                                        "write",
                                        "copy",
                                        "load",
                                        "store",
                                        "exchange",
                                        "compare_exchange",
                                        "fetch_add",
                                        "fetch_sub",
                                        "fetch_and",
                                        "fetch_or",
                                        "fetch_xor",
                                        "fetch_nand",
                                        "atomic",
                                        "trylock",
                                        "try spin lock",
                                        "try read lock",
                                        "try write lock",
                                        "semaphore try",
                                        NULL};
    static const char *const waits[] = {"wake", "futex woken", NULL};
    if (has_cycle(goal))
        return FINDING_DEADLOCK;
    if (some_next_is(goal, loops))
        return FINDING_ENDLESS_RUN;
    return some_next_is(goal, waits) ? FINDING_LOST_WAKEUP : FINDING_DEADLOCK;
}

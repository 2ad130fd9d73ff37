#include "explore/judge/locks.h"
#include "explore/judge/blocks.h"
#include "judge/memory.h"

#include <stdlib.h>

static bool is_first(const struct exploration_goal *goal, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (goal->helds[i].thread == goal->helds[index].thread &&
            goal->helds[i].address == goal->helds[index].address)
            return false;
    return true;
}

char *locks_of(const struct exploration_goal *goal, long thread, struct symbols *symbols)
{
    char *text = memory_copy_text("");
    for (size_t i = 0; i < goal->held_count; i++) {
        const struct exploration_held *held = &goal->helds[i];
        if (held->thread != thread || !is_first(goal, i))
            continue;
        char *name = blocks_short(symbols, goal, held->address, 0);
        char *longer = memory_print("%s%s%s%s", text, text[0] ? ", " : "", name,
                                    held->reads ? " (for reading)" : "");
        free(name);
        free(text);
        text = longer;
    }
    return text;
}

const struct exploration_held *locks_common(const struct exploration_goal *goal, long x, long y)
{
    for (size_t i = 0; i < goal->held_count; i++)
        for (size_t k = 0; k < goal->held_count; k++)
            if (goal->helds[i].thread == x && goal->helds[k].thread == y &&
                goal->helds[i].address == goal->helds[k].address)
                return &goal->helds[i];
    return NULL;
}

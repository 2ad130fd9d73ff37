#include "explore/trace/deed.h"
#include "explore/judge/blocks.h"
#include "judge/memory.h"

#include <stdlib.h>

char *deed_text(struct symbols *symbols, const struct exploration_goal *goal,
                const struct exploration_event *event, bool named)
{
    bool small = event->size > 0 && event->size <= 8;
    long long before = conclusion_value(event->before, event->size);
    long long after = conclusion_value(event->after, event->size);
    char *object = named && event->address
                       ? blocks_short(symbols, goal, event->address, event->size)
                       : memory_copy_text("");
    const char *gap = object[0] ? " " : "";
    char *text;
    if (small && triple_writes(event))
        text = memory_print("%s%s%s %lld -> %lld", event->op, gap, object, before, after);
    else if (small && triple_reads(event))
        text = memory_print("%s%s%s %lld", event->op, gap, object, before);
    else
        text = memory_print("%s%s%s", event->op, gap, object);
    free(object);
    return text;
}

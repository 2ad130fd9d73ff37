#include "explore/trace/deed.h"
#include "explore/judge/blocks.h"
#include "explore/judge/value.h"
#include "judge/memory.h"

#include <stdlib.h>

static char *value_of(struct symbols *symbols, const struct exploration_goal *goal,
                      const struct exploration_event *event, uint64_t value, bool told)
{
    bool small = event->size > 0 && event->size <= 8;
    return told && small ? value_text(symbols, goal, event->address, event->size, value)
                         : memory_copy_text("");
}

void deed_init(struct deed *deed, struct symbols *symbols, const struct exploration_goal *goal,
               const struct exploration_event *event, bool named)
{
    bool writes = triple_writes(event), reads = triple_reads(event);
    deed->op = memory_copy_text(event->op);
    deed->object = named && event->address
                       ? blocks_short(symbols, goal, event->address, event->size)
                       : memory_copy_text("");
    deed->before = value_of(symbols, goal, event, event->before, writes || reads);
    deed->after = value_of(symbols, goal, event, event->after, writes);
}

void deed_release(struct deed *deed)
{
    free(deed->op);
    free(deed->object);
    free(deed->before);
    free(deed->after);
}

char *deed_text(struct symbols *symbols, const struct exploration_goal *goal,
                const struct exploration_event *event, bool named)
{
    struct deed deed;
    deed_init(&deed, symbols, goal, event, named);
    char *text = memory_print("%s%s%s%s%s%s%s", deed.op, deed.object[0] ? " " : "", deed.object,
                              deed.before[0] ? " " : "", deed.before, deed.after[0] ? " -> " : "",
                              deed.after);
    deed_release(&deed);
    return text;
}

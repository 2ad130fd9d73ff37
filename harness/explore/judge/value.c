#include "explore/judge/value.h"
#include "explore/judge/blocks.h"
#include "explore/runtime/memory.h" /* where the heap and the stacks lie */
#include "judge/memory.h"

#include <stdlib.h>

enum { SMALL = 4096 }; /* no address */

static bool is_small(uint64_t value)
{
    return value + SMALL < 2 * SMALL;
}

/* Whatever its type: no number comes to lie there by chance. */
static bool is_ours(uint64_t value)
{
    return value - MEMORY_BASE < MEMORY_END - MEMORY_BASE;
}

static char *in_short(uint64_t value)
{
    if (value - HEAP_BASE < HEAP_SIZE)
        return memory_print("heap+0x%llx", (unsigned long long)(value - HEAP_BASE));
    if (value - STACKS_BASE < STACKS_SIZE)
        return memory_print("stack+0x%llx", (unsigned long long)(value - STACKS_BASE));
    return memory_print("0x%llx", (unsigned long long)value);
}

char *value_text(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address,
                 uint64_t size, uint64_t value)
{
    bool pointer =
        size == sizeof(void *) && (is_ours(value) || blocks_points(symbols, goal, address));
    if (pointer && value == 0)
        return memory_copy_text("NULL");
    if (!pointer || is_small(value))
        return memory_print("%lld", conclusion_value(value, size));
    char *target = blocks_target(symbols, goal, value);
    if (!target && !is_ours(value))
        target = symbols_target(symbols, value);
    return target ? target : in_short(value);
}

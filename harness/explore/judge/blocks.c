#include "explore/judge/blocks.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static const struct exploration_block *find(const struct exploration_goal *goal, uint64_t address)
{
    for (size_t i = 0; i < goal->block_count; i++) {
        const struct exploration_block *block = &goal->blocks[i];
        if (address - block->address < (block->size ? block->size : 1))
            return block;
    }
    return NULL;
}

/* Where the program itself called for the block; 0: not known. */
static uint64_t call_of(struct symbols *symbols, const struct exploration_block *block)
{
    for (size_t i = 0; i < block->frames.count; i++)
        if (!symbols_place(symbols, block->frames.pcs[i]).ours)
            return block->frames.pcs[i];
    return 0;
}

/* "#2" for the second block of the goal from that place, "" for the only one. */
static char *number_of(struct symbols *symbols, const struct exploration_goal *goal,
                       const struct exploration_block *block)
{
    uint64_t call = call_of(symbols, block);
    size_t count = 0, own = 0;
    for (size_t i = 0; i < goal->block_count; i++) {
        count += call_of(symbols, &goal->blocks[i]) == call;
        if (&goal->blocks[i] == block)
            own = count;
    }
    return count > 1 ? memory_print("#%zu", own) : memory_copy_text("");
}

char *blocks_object(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address)
{
    const struct exploration_block *block = find(goal, address);
    uint64_t call = block ? call_of(symbols, block) : 0;
    if (!call)
        return symbols_object(symbols, address);
    uint64_t offset = address - block->address;
    struct place place = symbols_place(symbols, call);
    struct pointee pointee = symbols_pointee(symbols, call, offset);
    char *text = memory_print("%s%sblock of %llu byte%s allocated at %s:%ld",
                              pointee.inside[0] ? pointee.inside + (pointee.inside[0] == '.') : "",
                              pointee.inside[0] ? " in " : "", (unsigned long long)block->size,
                              block->size == 1 ? "" : "s", place.file, place.line);
    pointee_release(&pointee);
    return text;
}

char *blocks_short(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address,
                   uint64_t size)
{
    const struct exploration_block *block = find(goal, address);
    uint64_t call = block ? call_of(symbols, block) : 0;
    if (!call)
        return symbols_object(symbols, address);
    uint64_t offset = address - block->address;
    struct place place = symbols_place(symbols, call);
    struct pointee pointee = symbols_pointee(symbols, call, offset);
    char *number = number_of(symbols, goal, block), *text;
    if (offset == 0 && size == block->size)
        pointee.inside[0] = '\0';
    bool field = pointee.inside[0] == '.';
    if (pointee.variable)
        text = memory_print("%s%s%s%s", pointee.variable, number, field ? "->" : "",
                            pointee.inside + field);
    else
        text = memory_print("%s:%ld%s+%llu", place.file, place.line, number,
                            (unsigned long long)offset);
    free(number);
    pointee_release(&pointee);
    return text;
}

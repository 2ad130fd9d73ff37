#include "explore/judge/blocks.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

const struct exploration_block *blocks_find(const struct exploration_goal *goal, uint64_t address)
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

/* What the block is kept in: known where it was allocated, or by who called
 * that function, as where all memory comes from an xmalloc(). */
static struct pointee pointee_of(struct symbols *symbols, const struct exploration_block *block,
                                 uint64_t offset)
{
    struct pointee pointee = {NULL, NULL, false};
    for (size_t i = 0; i < block->frames.count && !pointee.variable; i++) {
        if (symbols_place(symbols, block->frames.pcs[i]).ours)
            continue;
        pointee_release(&pointee);
        pointee = symbols_pointee(symbols, block->frames.pcs[i], offset);
    }
    return pointee;
}

/* "account->balance", "slots[3].count"; NULL: nobody knows what it is kept in. */
static char *name_of(struct symbols *symbols, const struct exploration_goal *goal,
                     const struct exploration_block *block, uint64_t offset, bool whole)
{
    struct pointee pointee = pointee_of(symbols, block, offset);
    char *number = number_of(symbols, goal, block), *text = NULL;
    if (pointee.variable) {
        bool field = !whole && pointee.inside[0] == '.';
        text = memory_print("%s%s%s%s", pointee.variable, number, field ? "->" : "",
                            whole ? "" : pointee.inside + field);
    }
    free(number);
    pointee_release(&pointee);
    return text;
}

/* In whose call the address lies that an event or a waiting thread is about. */
static struct exploration_home home_of(const struct exploration_goal *goal, uint64_t address)
{
    for (size_t i = 0; i < goal->event_count; i++) {
        const struct exploration_event *event = &goal->events[i];
        if (event->home.pc && address - event->address < (event->size ? event->size : 1))
            return event->home;
    }
    for (size_t i = 0; i < goal->next_count; i++)
        if (goal->nexts[i].home.pc && goal->nexts[i].address == address)
            return goal->nexts[i].home;
    return (struct exploration_home){0, 0};
}

/* What lies outside of the heap; whole: with its function. */
static char *object_outside(struct symbols *symbols, const struct exploration_goal *goal,
                            uint64_t address, bool whole)
{
    struct exploration_home home = home_of(goal, address);
    bool points;
    char *local = symbols_local(symbols, home.pc, home.frame, address, &points);
    if (!local && home.pc)
        return memory_print("a local in %s at 0x%llx", symbols_place(symbols, home.pc).function,
                            (unsigned long long)address);
    if (!local)
        return symbols_object(symbols, address);
    if (!whole)
        return local;
    char *text = memory_print("%s (local in %s)", local, symbols_place(symbols, home.pc).function);
    free(local);
    return text;
}

char *blocks_object(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address)
{
    const struct exploration_block *block = blocks_find(goal, address);
    uint64_t call = block ? call_of(symbols, block) : 0;
    if (!call)
        return object_outside(symbols, goal, address, true);
    struct place place = symbols_place(symbols, call);
    char *name = name_of(symbols, goal, block, address - block->address, false);
    char *text = memory_print("%s%sblock of %llu byte%s allocated at %s:%ld%s", name ? name : "",
                              name ? " (" : "", (unsigned long long)block->size,
                              block->size == 1 ? "" : "s", place.file, place.line, name ? ")" : "");
    free(name);
    return text;
}

char *blocks_short(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address,
                   uint64_t size)
{
    const struct exploration_block *block = blocks_find(goal, address);
    uint64_t call = block ? call_of(symbols, block) : 0;
    if (!call)
        return object_outside(symbols, goal, address, false);
    uint64_t offset = address - block->address;
    char *name = name_of(symbols, goal, block, offset, offset == 0 && size == block->size);
    if (name)
        return name;
    struct place place = symbols_place(symbols, call);
    char *number = number_of(symbols, goal, block);
    char *text =
        memory_print("%s:%ld%s+%llu", place.file, place.line, number, (unsigned long long)offset);
    free(number);
    return text;
}

bool blocks_points(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address)
{
    const struct exploration_block *block = blocks_find(goal, address);
    bool points;
    if (block) {
        struct pointee pointee = pointee_of(symbols, block, address - block->address);
        points = pointee.points;
        pointee_release(&pointee);
        return points;
    }
    struct exploration_home home = home_of(goal, address);
    free(symbols_local(symbols, home.pc, home.frame, address, &points));
    return points || symbols_points(symbols, address);
}

/* "&count" where some event is about that local variable. */
static char *local_target(struct symbols *symbols, const struct exploration_goal *goal,
                          uint64_t value)
{
    struct exploration_home home = home_of(goal, value);
    bool points;
    char *local = symbols_local(symbols, home.pc, home.frame, value, &points);
    char *text = local ? memory_print("&%s", local) : NULL;
    free(local);
    return text;
}

char *blocks_target(struct symbols *symbols, const struct exploration_goal *goal, uint64_t value)
{
    const struct exploration_block *block = blocks_find(goal, value);
    if (!block)
        return local_target(symbols, goal, value);
    if (!call_of(symbols, block))
        return NULL;
    if (value != block->address) {
        char *inside = blocks_short(symbols, goal, value, 0), *text = memory_print("&%s", inside);
        free(inside);
        return text;
    }
    char *name = name_of(symbols, goal, block, 0, true);
    if (name)
        return name;
    struct place place = symbols_place(symbols, call_of(symbols, block));
    char *number = number_of(symbols, goal, block);
    char *text = memory_print("%s:%ld%s", place.file, place.line, number);
    free(number);
    return text;
}

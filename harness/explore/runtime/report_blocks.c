#include "explore/runtime/report_blocks.h"
#include "explore/runtime/event.h"
#include "explore/runtime/heap.h"
#include "explore/runtime/leak.h"
#include "explore/runtime/origin.h"
#include "explore/runtime/report.h"

/* More than so many are not told, and keep their addresses. */
enum { BLOCKS_MAX = 256 };

static uint64_t told[BLOCKS_MAX];
static unsigned told_count;

static void report_freed(uint64_t address)
{
    const struct freed *freed = event_last_freed(address);
    if (!freed)
        return;
    report_line("freed\t%llx\t%lld\t%u\t", (unsigned long long)address,
                (long long)freed->thread - (long long)model.first, freed->step);
    report_frames(freed->frames, freed->depth);
}

static void report_block(uint64_t address, bool leaked)
{
    struct heap_block block = heap_block(address);
    const uint64_t *frames;
    if (!block.address || told_count == BLOCKS_MAX)
        return;
    for (unsigned i = 0; i < told_count; i++)
        if (told[i] == block.address)
            return;
    told[told_count++] = block.address;
    report_line("block\t%llx\t%llu\t%d\t", (unsigned long long)block.address,
                (unsigned long long)block.size, leaked);
    unsigned depth = origin_frames(block.origin, &frames);
    report_frames(frames, depth);
    if (!block.live)
        report_freed(block.address);
}

static void report_leaked(void)
{
    uint64_t count;
    leak_find();
    const uint64_t *blocks = leak_blocks(&count);
    for (uint64_t i = 0; i < count; i++)
        report_block(blocks[i], true);
}

static void report_of(const struct op *op)
{
    report_block(op->address, false);
    report_block(op->other, false);
}

/* A pointer that was read or written is told by what it points to. */
static void report_values(const struct event *event)
{
    if (event->op.size != sizeof(void *))
        return;
    report_block(event->before, false);
    report_block(event->after, false);
}

void report_blocks(const struct goal *goal)
{
    told_count = 0;
    if (goal->failure.kind == FINDING_LEAK)
        report_leaked();
    else
        report_block(goal->failure.address, false);
    for (unsigned i = 0; i < event_count; i++)
        if (events[i].visible)
            report_of(&events[i].op);
    for (unsigned i = 0; i < model.count; i++)
        if (threads[i].state == THREAD_ALIVE)
            report_of(&threads[i].core.op);
    for (unsigned i = 0; i < event_count; i++)
        if (events[i].visible)
            report_values(&events[i]);
}

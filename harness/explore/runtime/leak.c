#include "explore/runtime/leak.h"
#include "explore/runtime/heap.h"
#include "explore/runtime/map.h"
#include "explore/runtime/model.h"
#include "explore/runtime/origin.h"

#include <string.h>

static uint32_t *marks; /* by address / 16: the round that reached or told the block */
static uint32_t round_number;
static uint64_t *pending; /* reached, and its contents not yet looked at */
static uint64_t pending_count;
static uint64_t *leaked;
static uint64_t leaked_count, identity;

void leak_init(void)
{
    marks = arena_reserve(HEAP_SIZE / HEAP_LEAST_BLOCK * sizeof *marks);
    pending = arena_reserve((size_t)1 << 32);
    leaked = arena_reserve((size_t)1 << 32);
}

/* True for a live block that this round meets for the first time. */
static bool mark(uint64_t block)
{
    uint32_t *place = &marks[(block - HEAP_BASE) / HEAP_LEAST_BLOCK];
    if (*place == round_number)
        return false;
    *place = round_number;
    return true;
}

static void reach(uint64_t word)
{
    uint64_t block = heap_live_block(word);
    if (block && mark(block))
        pending[pending_count++] = block;
}

static void reach_range(uint64_t from, uint64_t to)
{
    for (uint64_t at = from; at + 8 <= to; at += 8)
        reach(*(const uint64_t *)(uintptr_t)at);
}

static bool of_the_dead(uint64_t address)
{
    uint64_t offset = address - LOCALS_BASE;
    return offset < LOCALS_SIZE * THREADS_MAX &&
           threads[offset / LOCALS_SIZE].state != THREAD_ALIVE;
}

static void look_at_written(uint64_t address, bool engine)
{
    uint64_t block = engine ? heap_block_of_word(address) : 0;
    if (block && heap_block(block).live && (heap_block(block).origin == 0 || map_is(block)))
        reach(block); /* from before main(), or nobody's to give back */
    bool stack = address - STACKS_BASE < STACKS_SIZE, heap = address - HEAP_BASE < HEAP_SIZE;
    if (!engine && !stack && !heap && !of_the_dead(address))
        reach_range(address, address + 8);
}

static void look_at_thread(const struct thread *thread)
{
    const struct thread_core *core = &thread->core;
    if (thread->state == THREAD_FINISHED)
        reach(thread->result);
    if (thread->state != THREAD_ALIVE)
        return;
    reach((uint64_t)(uintptr_t)thread->argument);
    reach_range(core->regs.sp, thread->top);
    for (unsigned i = 0; i < FIBER_SAVED; i++)
        reach(core->regs.saved[i]);
}

static void look_into_blocks(void)
{
    while (pending_count) {
        uint64_t block = pending[--pending_count];
        reach_range(block, block + heap_block(block).size);
    }
}

/* The same in every process, whatever number the origin has there. */
static uint64_t identity_of(uint64_t origin)
{
    const uint64_t *frames;
    unsigned depth = origin_frames(origin, &frames);
    return hash_words((struct hash){1, 0}, frames, depth).a;
}

static void tell_if_leaked(uint64_t address, bool engine)
{
    uint64_t block = engine ? heap_block_of_word(address) : 0;
    if (!block || !heap_block(block).live || !mark(block))
        return;
    uint64_t origin = heap_block(block).origin;
    for (uint64_t i = 0; i < leaked_count; i++)
        if (heap_block(leaked[i]).origin == origin)
            return;
    leaked[leaked_count++] = block;
    identity ^= identity_of(origin);
}

uint64_t leak_find(void)
{
    leaked_count = identity = 0;
    if (!heap_live())
        return 0;
    round_number++;
    memory_each_logged(look_at_written);
    for (uint64_t i = 0; i < model.count; i++)
        look_at_thread(&threads[i]);
    look_into_blocks();
    memory_each_logged(tell_if_leaked);
    return leaked_count ? identity | 1 : 0;
}

const uint64_t *leak_blocks(uint64_t *count)
{
    *count = leaked_count;
    return leaked;
}

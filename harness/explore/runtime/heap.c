#include "explore/runtime/heap.h"
#include "explore/runtime/access.h"
#include "explore/runtime/map.h"
#include "explore/runtime/origin.h"

#include <errno.h>
#include <string.h>

enum { CLASSES = HEAP_CLASSES, LEAST_BLOCK = HEAP_LEAST_BLOCK };
#define REGION HEAP_REGION

/* States of a block; a live one holds its size + LIVE. */
enum { NEVER, FREED, LIVE };

static uint64_t *blocks;  /* by address / 16 */
static uint64_t *origins; /* beside blocks: who allocated, and the size << 32, freed or not */
static uint64_t live;
static uint64_t *next; /* by thread and class: the first block never used */

void heap_init(void)
{
    blocks = arena_reserve(HEAP_SIZE / LEAST_BLOCK * sizeof *blocks);
    origins = arena_reserve(HEAP_SIZE / LEAST_BLOCK * sizeof *origins);
    next = arena_reserve(THREADS_MAX * CLASSES * sizeof *next);
}

static uint64_t *block_word(uint64_t address)
{
    return &blocks[(address - HEAP_BASE) / LEAST_BLOCK];
}

static unsigned class_of(uint64_t size)
{
    unsigned class = 0;
    while (((uint64_t)LEAST_BLOCK << class) < size)
        class ++;
    return class;
}

static uint64_t reuse(uint64_t region, uint64_t block)
{
    for (uint64_t at = region; at + block <= region + REGION; at += block)
        if (*block_word(at) == FREED)
            return at;
    runtime_unsupported("more than 64 MiB of heap blocks of one size in one thread");
}

uint64_t heap_allocate(unsigned thread, uint64_t size, uint64_t alignment)
{
    unsigned class = class_of(size > alignment ? size : alignment);
    uint64_t block = (uint64_t)LEAST_BLOCK << class;
    if (block > REGION)
        runtime_unsupported("a heap block of more than 64 MiB");
    uint64_t region = HEAP_BASE + thread * HEAP_PER_THREAD + class * REGION;
    uint64_t *counter = &next[thread * CLASSES + class];
    uint64_t address = region + *counter * block;
    if (address + block > region + REGION)
        address = reuse(region, block);
    else
        model_store(counter, *counter + 1);
    model_store(block_word(address), size + LIVE);
    model_store(&origins[(address - HEAP_BASE) / LEAST_BLOCK], size << 32 | origin_here());
    model_store(&live, live + 1);
    return address;
}

void heap_release(unsigned thread, uint64_t address)
{
    uint64_t size = *block_word(address) - LIVE;
    heap_clear(thread, address, size);
    event_freed(thread, address);
    model_store(block_word(address), FREED);
    model_store(&live, live - 1);
}

void heap_clear(unsigned thread, uint64_t address, uint64_t size)
{
    for (uint64_t at = address; at < address + size; at += 8)
        if (*(const uint64_t *)(uintptr_t)at) {
            memory_log(at, 8, thread);
            *(uint64_t *)(uintptr_t)at = 0;
        }
}

uint64_t heap_size(uint64_t address, bool *freed)
{
    *freed = false;
    if (address - HEAP_BASE >= HEAP_SIZE || address % LEAST_BLOCK)
        return 0;
    uint64_t word = *block_word(address);
    *freed = word == FREED;
    return word > LIVE ? word - LIVE : (word == LIVE ? 1 : 0);
}

/* Where the block that holds the address begins, if there is one. */
static uint64_t start_of(uint64_t address)
{
    uint64_t offset = (address - HEAP_BASE) % REGION;
    uint64_t block = (uint64_t)LEAST_BLOCK << ((address - HEAP_BASE) / REGION % CLASSES);
    return address - offset % block;
}

enum heap_verdict heap_check(uint64_t address, uint64_t size)
{
    if (address - HEAP_BASE >= HEAP_SIZE)
        return HEAP_FINE;
    uint64_t start = start_of(address), word = *block_word(start);
    if (word == FREED)
        return HEAP_FREED;
    return word >= LIVE && address - start + size <= word - LIVE ? HEAP_FINE : HEAP_OUTSIDE;
}

struct heap_block heap_block(uint64_t address)
{
    if (address - HEAP_BASE >= HEAP_SIZE)
        return (struct heap_block){0};
    uint64_t start = start_of(address), word = *block_word(start);
    uint64_t origin = origins[(start - HEAP_BASE) / LEAST_BLOCK];
    return (struct heap_block){.address = word == NEVER ? 0 : start,
                               .size = origin >> 32,
                               .origin = (uint32_t)origin,
                               .live = word >= LIVE};
}

uint64_t heap_live_block(uint64_t address)
{
    struct heap_block block = heap_block(address);
    uint64_t size = block.size ? block.size : 1;
    return block.live && address - block.address < size ? block.address : 0;
}

uint64_t heap_block_of_word(uint64_t place)
{
    uint64_t offset = place - (uint64_t)(uintptr_t)blocks;
    bool is_one = offset < HEAP_SIZE / LEAST_BLOCK * sizeof *blocks;
    return is_one ? HEAP_BASE + offset / sizeof *blocks * LEAST_BLOCK : 0;
}

uint64_t heap_live(void)
{
    return live;
}

uint64_t do_malloc(uint64_t size);
uint64_t do_malloc(uint64_t size)
{
    return heap_allocate(model.current, size, 1);
}

uint64_t do_calloc(uint64_t count, uint64_t size);
uint64_t do_calloc(uint64_t count, uint64_t size)
{
    uint64_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return 0;
    return heap_allocate(model.current, bytes, 1);
}

uint64_t do_malloc_usable_size(uint64_t address);
uint64_t do_malloc_usable_size(uint64_t address)
{
    bool freed;
    return heap_size(address, &freed);
}

uint64_t do_aligned_alloc(uint64_t alignment, uint64_t size);
uint64_t do_aligned_alloc(uint64_t alignment, uint64_t size)
{
    return heap_allocate(model.current, size, alignment);
}

uint64_t do_posix_memalign(uint64_t place, uint64_t alignment, uint64_t size);
uint64_t do_posix_memalign(uint64_t place, uint64_t alignment, uint64_t size)
{
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)))
        return EINVAL;
    access_put(place, 8, heap_allocate(model.current, size, alignment));
    return 0;
}

static uint64_t live_block(uint64_t address)
{
    bool freed;
    uint64_t size = heap_size(address, &freed);
    if (!size && freed)
        model_fail(FINDING_DOUBLE_FREE, address, "free");
    else if (!size || map_is(address))
        model_fail(FINDING_CRASH, address, "free of a pointer that malloc did not return");
    return model.failure.kind ? 0 : size;
}

/* A block of another size with what the old one held. */
static uint64_t replace(unsigned thread, uint64_t address, uint64_t size)
{
    bool freed;
    uint64_t old = heap_size(address, &freed), fresh = heap_allocate(thread, size, 1);
    memory_log(fresh, old < size ? old : size, thread);
    memcpy((void *)(uintptr_t)fresh, (void *)(uintptr_t)address, old < size ? old : size);
    heap_release(thread, address);
    return fresh;
}

static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = 0;
    if (op->argument[0] == FREE_PAGES)
        map_remove(thread, op->address, op->size);
    else if (!live_block(op->address))
        return OP_FAILED;
    else if (op->argument[0] == FREE_TO_GROW)
        result[0] = replace(thread, op->address, op->argument[1]);
    else
        heap_release(thread, op->address);
    return OP_DONE;
}

const struct op_class op_class_free = {.execute = execute};

/* Gives the block back in a step of its own where others have used it. */
static uint64_t give_back(uint64_t address, struct op op)
{
    uint64_t result[2];
    op.kind = OP_FREE;
    op.address = address;
    op.size = live_block(address);
    if (!op.size)
        model_park((struct op){.kind = OP_START});
    if (memory_touch_end(address, op.size, model.current, model_alone()))
        model_park(op);
    execute(model.current, &op, 0, result);
    return result[0];
}

void do_free(uint64_t address);
void do_free(uint64_t address)
{
    if (address)
        give_back(address, (struct op){.argument = {FREE_BLOCK}});
}

uint64_t do_realloc(uint64_t address, uint64_t size);
uint64_t do_realloc(uint64_t address, uint64_t size)
{
    if (!address)
        return heap_allocate(model.current, size, 1);
    return give_back(address, (struct op){.argument = {FREE_TO_GROW, size}});
}

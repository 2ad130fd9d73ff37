#include "explore/runtime/heap.h"
#include "explore/runtime/access.h"
#include "explore/runtime/origin.h"

#include <errno.h>
#include <string.h>

enum { CLASSES = 32, LEAST_BLOCK = HEAP_LEAST_BLOCK };
#define REGION (HEAP_PER_THREAD / CLASSES)

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
    runtime_unsupported("more than 4 MiB of heap blocks of one size in one thread");
}

uint64_t heap_allocate(unsigned thread, uint64_t size, uint64_t alignment)
{
    unsigned class = class_of(size > alignment ? size : alignment);
    uint64_t block = (uint64_t)LEAST_BLOCK << class;
    if (block > REGION)
        runtime_unsupported("a heap block of more than 4 MiB");
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
    memory_log(address, size, thread);
    memset((void *)(uintptr_t)address, 0, size);
    model_store(block_word(address), FREED);
    model_store(&live, live - 1);
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
    else if (!size)
        model_fail(FINDING_CRASH, address, "free of a pointer that malloc did not return");
    return size;
}

static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)result;
    if (!live_block(op->address))
        return OP_FAILED;
    heap_release(thread, op->address);
    return OP_DONE;
}

const struct op_class op_class_free = {.execute = execute};

void do_free(uint64_t address);
void do_free(uint64_t address)
{
    if (!address)
        return;
    uint64_t size = live_block(address);
    if (!size)
        model_park((struct op){.kind = OP_START});
    if (memory_touch(address, size, model.current, true, model_alone()))
        model_park((struct op){.kind = OP_FREE, .address = address, .size = size});
    heap_release(model.current, address);
}

uint64_t do_realloc(uint64_t address, uint64_t size);
uint64_t do_realloc(uint64_t address, uint64_t size)
{
    if (!address)
        return heap_allocate(model.current, size, 1);
    uint64_t old = live_block(address);
    if (!old)
        model_park((struct op){.kind = OP_START});
    if (memory_touch(address, old, model.current, true, model_alone()))
        runtime_unsupported("realloc of a block that other threads use");
    uint64_t fresh = heap_allocate(model.current, size, 1);
    memory_log(fresh, size, model.current);
    memcpy((void *)(uintptr_t)fresh, (void *)(uintptr_t)address, old < size ? old : size);
    heap_release(model.current, address);
    return fresh;
}

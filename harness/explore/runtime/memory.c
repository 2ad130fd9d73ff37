#include "explore/runtime/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

extern char __data_start[], _end[];

struct memory memory;

static struct shadow *reserved_shadow, *global_shadow;
static uint64_t globals_start, globals_size;

#define ENGINE_WORD UINT64_C(1) /* tag of a log entry: hashed when it was stored */

void memory_init(void)
{
    void *place =
        mmap((void *)(uintptr_t)MEMORY_BASE, MEMORY_END - MEMORY_BASE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (place != (void *)(uintptr_t)MEMORY_BASE)
        runtime_bug("cannot reserve the program's memory");
    globals_start = (uint64_t)(uintptr_t)__data_start & ~UINT64_C(7);
    globals_size = ((uint64_t)(uintptr_t)_end - globals_start + 7) & ~UINT64_C(7);
    global_shadow = arena_reserve(globals_size / 8 * sizeof *global_shadow);
    reserved_shadow = arena_reserve((MEMORY_END - MEMORY_BASE) / 8 * sizeof *reserved_shadow);
    memory.log = arena_reserve((size_t)1 << 36);
    memory.met = arena_reserve((size_t)1 << 36);
    memory.segment = 1;
}

static inline struct shadow *shadow_of(uint64_t address)
{
    if (address - MEMORY_BASE < MEMORY_END - MEMORY_BASE)
        return &reserved_shadow[(address - MEMORY_BASE) >> 3];
    if (address - globals_start < globals_size)
        return &global_shadow[(address - globals_start) >> 3];
    return NULL;
}

bool memory_owned(uint64_t address, uint64_t size)
{
    return shadow_of(address) && (size == 0 || shadow_of(address + size - 1));
}

/* Bytes [first, first + count) of a granule as a mask. */
static inline uint8_t byte_mask(unsigned first, uint64_t count)
{
    return (uint8_t)((count >= 8 ? 0xffu : (1u << count) - 1u) << first);
}

/* Of which granule it is the shadow. */
static uint64_t granule_of(const struct shadow *shadow)
{
    if (shadow >= global_shadow && shadow < global_shadow + globals_size / 8)
        return globals_start + (uint64_t)(shadow - global_shadow) * 8;
    return MEMORY_BASE + (uint64_t)(shadow - reserved_shadow) * 8;
}

static void note(const struct shadow *shadow)
{
    if (!shadow->touched && !shadow->visible)
        memory.met[memory.noted++] = granule_of(shadow);
}

static void become_visible(struct shadow *shadow, uint8_t mask)
{
    note(shadow);
    shadow->visible |= mask;
    memory.grew = true;
}

static void touch_byte(struct shadow *shadow, unsigned byte, unsigned thread, bool write)
{
    uint8_t bit = (uint8_t)(1u << byte);
    if (!(shadow->touched & bit)) {
        note(shadow);
        shadow->touched |= bit;
        shadow->owner[byte] = (uint16_t)thread;
    } else if (shadow->owner[byte] != thread) {
        shadow->several |= bit;
    }
    if (write)
        shadow->written |= bit;
    if (shadow->several & shadow->written & bit)
        become_visible(shadow, bit);
}

static bool touch_granule(struct shadow *shadow, uint8_t mask, unsigned thread, bool write)
{
    if (memory.settled)
        return shadow->visible & mask;
    for (unsigned byte = 0; byte < 8; byte++)
        if (mask & ~shadow->visible & (1u << byte))
            touch_byte(shadow, byte, thread, write);
    return shadow->visible & mask;
}

/* What threads use at a time by agreement (program/cxx/streams.cc). */
extern char __start_racelab_quiet[] __attribute__((weak));
extern char __stop_racelab_quiet[] __attribute__((weak));

static bool is_quiet(uint64_t address)
{
    uint64_t begin = (uint64_t)(uintptr_t)__start_racelab_quiet;
    return address - begin < (uint64_t)(uintptr_t)__stop_racelab_quiet - begin;
}

bool memory_touch(uint64_t address, uint64_t size, unsigned thread, bool write, bool alone)
{
    bool visible = false;
    if (is_quiet(address))
        return false;
    while (!alone && size) {
        unsigned first = (unsigned)(address & 7);
        uint64_t count = 8 - first < size ? 8 - first : size;
        struct shadow *shadow = shadow_of(address);
        if (!shadow)
            return false;
        visible |= touch_granule(shadow, byte_mask(first, count), thread, write);
        address += count;
        size -= count;
    }
    return visible;
}

bool memory_touch_end(uint64_t address, uint64_t size, unsigned thread, bool alone)
{
    bool visible = false;
    for (uint64_t at = address & ~UINT64_C(7); !alone && at < address + size; at += 8) {
        struct shadow *shadow = shadow_of(at);
        if (shadow->touched || shadow->visible)
            visible |= touch_granule(shadow, 0xff, thread, true);
    }
    return visible;
}

uint64_t memory_tell(struct memory_note *notes)
{
    for (uint64_t i = 0; i < memory.noted; i++)
        notes[i] = (struct memory_note){memory.met[i], *shadow_of(memory.met[i])};
    return memory.noted;
}

static int by_address(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

void memory_each_visible(void (*visit)(uint64_t address, uint64_t size))
{
    uint64_t start = 0, end = 0;
    qsort(memory.met, memory.noted, sizeof *memory.met, by_address);
    for (uint64_t i = 0; i < memory.noted * 8; i++) {
        uint64_t granule = memory.met[i / 8], address = granule + i % 8;
        if (address < end || !(shadow_of(granule)->visible & 1u << i % 8))
            continue;
        if (address != end && end > start)
            visit(start, end - start);
        start = address == end ? start : address;
        end = address + 1;
    }
    if (end > start)
        visit(start, end - start);
}

static struct memory_note *kept;
static uint64_t kept_count;

void memory_keep_touches(void)
{
    if (!kept)
        kept = arena_reserve((size_t)1 << 36);
    kept_count = memory_tell(kept);
}

static void forget_touches(void)
{
    uint64_t left = 0;
    for (uint64_t i = 0; i < memory.noted; i++) {
        struct shadow *shadow = shadow_of(memory.met[i]);
        shadow->touched = shadow->written = shadow->several = 0;
        if (shadow->visible)
            memory.met[left++] = memory.met[i];
    }
    memory.noted = left;
}

void memory_restore_touches(void)
{
    forget_touches();
    for (uint64_t i = 0; i < kept_count; i++) {
        struct shadow *shadow = shadow_of(kept[i].address), *before = &kept[i].shadow;
        note(shadow);
        shadow->touched = before->touched;
        shadow->written = before->written;
        shadow->several = before->several;
        memcpy(shadow->owner, before->owner, sizeof shadow->owner);
    }
}

/* What the note says of one byte of its granule. */
static void hear_byte(struct shadow *shadow, unsigned byte, const struct shadow *other)
{
    uint8_t bit = (uint8_t)(1u << byte);
    if (other->touched & bit)
        touch_byte(shadow, byte, other->owner[byte], other->written & bit);
    shadow->several |= other->several & bit;
    if (((shadow->several & shadow->written) | other->visible) & bit & ~shadow->visible)
        become_visible(shadow, bit);
}

void memory_see(uint64_t address, uint8_t bytes)
{
    struct shadow *shadow = shadow_of(address);
    if (shadow && (bytes & ~shadow->visible))
        become_visible(shadow, bytes);
}

void memory_hear(const struct memory_note *heard)
{
    struct shadow *shadow = shadow_of(heard->address);
    for (unsigned byte = 0; shadow && byte < 8; byte++)
        if (~shadow->visible & (1u << byte))
            hear_byte(shadow, byte, &heard->shadow);
}

enum { HIDDEN_MAX = 1000000 };

bool memory_is_long(uint64_t address, uint64_t weight)
{
    memory.hidden += weight;
    if (memory.hidden < HIDDEN_MAX || !shadow_of(address))
        return false;
    memory.hidden = 0;
    return true;
}

static bool on_stack_of(uint64_t address, unsigned thread)
{
    return address - STACKS_BASE - thread * STACK_SIZE < STACK_SIZE;
}

static void log_granule(uint64_t address)
{
    struct shadow *shadow = shadow_of(address);
    if (!shadow || shadow->stamp == memory.segment)
        return;
    shadow->stamp = memory.segment;
    uint64_t *place = (uint64_t *)(uintptr_t)address;
    memory.log[memory.logged++] = (struct log_entry){place, *place};
    if (memory.hashing && address - STACKS_BASE >= STACKS_SIZE)
        memory.hash = hash_xor(memory.hash, hash_mix(address, *place));
}

void memory_log(uint64_t address, uint64_t size, unsigned thread)
{
    uint64_t end = address + size;
    if (on_stack_of(address, thread))
        return;
    for (address &= ~UINT64_C(7); address < end; address += 8)
        log_granule(address);
}

void model_store(uint64_t *word, uint64_t value)
{
    if (*word == value)
        return;
    uint64_t place = (uint64_t)(uintptr_t)word;
    memory.log[memory.logged++] =
        (struct log_entry){(uint64_t *)(uintptr_t)(place | ENGINE_WORD), *word};
    if (memory.hashing) {
        memory.hash = hash_xor(memory.hash, hash_mix(place, *word));
        memory.hash = hash_xor(memory.hash, hash_mix(place, value));
    }
    *word = value;
}

void memory_segment_begin(void)
{
    memory.segment++;
    memory.hidden = 0;
    memory.segment_start = memory.logged;
}

void memory_segment_end(void (*touched_stack)(unsigned thread))
{
    for (uint64_t i = memory.segment_start; i < memory.logged; i++) {
        uint64_t address = (uint64_t)(uintptr_t)memory.log[i].place;
        if (address & ENGINE_WORD)
            continue;
        if (address - STACKS_BASE < STACKS_SIZE)
            touched_stack((unsigned)((address - STACKS_BASE) / STACK_SIZE));
        else if (memory.hashing)
            memory.hash = hash_xor(memory.hash, hash_mix(address, *memory.log[i].place));
    }
    memory.segment_start = memory.logged;
}

bool memory_unchanged(uint64_t logged, bool (*exempt)(uint64_t address))
{
    for (uint64_t i = logged; i < memory.logged; i++) {
        uint64_t place = (uint64_t)(uintptr_t)memory.log[i].place & ~ENGINE_WORD;
        if (*(const uint64_t *)(uintptr_t)place != memory.log[i].old && !exempt(place))
            return false;
    }
    return true;
}

void memory_each_logged(void (*visit)(uint64_t address, bool engine))
{
    for (uint64_t i = 0; i < memory.logged; i++) {
        uint64_t place = (uint64_t)(uintptr_t)memory.log[i].place;
        visit(place & ~ENGINE_WORD, place & ENGINE_WORD);
    }
}

void memory_undo(uint64_t logged, struct hash hash, void (*touched_stack)(unsigned thread))
{
    while (memory.logged > logged) {
        struct log_entry entry = memory.log[--memory.logged];
        uint64_t address = (uint64_t)(uintptr_t)entry.place & ~ENGINE_WORD;
        *(uint64_t *)(uintptr_t)address = entry.old;
        if (address - STACKS_BASE < STACKS_SIZE)
            touched_stack((unsigned)((address - STACKS_BASE) / STACK_SIZE));
    }
    memory.hash = hash;
    memory.segment_start = logged;
}

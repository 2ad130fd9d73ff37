#include "explore/runtime/access.h"
#include "explore/runtime/heap.h"
#include "explore/runtime/map.h"

#include <string.h>
#include <sys/mman.h>

static bool mapped(uint64_t address)
{
    return msync((void *)(uintptr_t)(address & ~UINT64_C(4095)), 1, MS_ASYNC) == 0;
}

bool access_bad(uint64_t address, uint64_t size, bool write)
{
    enum heap_verdict verdict = heap_check(address, size);
    enum map_verdict page = verdict == HEAP_FINE ? map_check(address, size, write) : MAP_FINE;
    if (verdict == HEAP_FREED || page == MAP_GONE)
        model_fail(FINDING_USE_AFTER_FREE, address, write ? "write" : "read");
    else if (verdict == HEAP_OUTSIDE)
        model_fail(FINDING_CRASH, address, "access outside of its heap block");
    else if (page == MAP_FORBIDDEN)
        model_fail(FINDING_CRASH, address, "segmentation fault");
    else if (write && !memory_owned(address, size) && mapped(address))
        runtime_unsupported("a write outside of the program's own memory");
    return verdict != HEAP_FINE || page != MAP_FINE;
}

static void check(uint64_t address, uint64_t size, bool write)
{
    if (access_bad(address, size, write))
        model_park((struct op){.kind = OP_START});
}

static bool before_main(void)
{
    return model.count == 0;
}

static bool no_exception(uint64_t address)
{
    (void)address;
    return false;
}

/* Whether the access is to be a step although nobody shares the location: there
 * has been none for long, and others get their turn. A loop that comes back to such
 * a step and has changed nothing waits for somebody to write: what it looks at is
 * visible from now on. One that works on may touch it a million times more. */
static bool is_due(uint64_t address, uint64_t weight, bool alone)
{
    if (alone || !thread_returned(model.current) ||
        !memory_unchanged(thread_saved_at(), no_exception))
        return memory_is_long(address, weight);
    if (!memory.settled)
        memory_see(address, 0xff);
    return true;
}

void access_range(uint64_t address, uint64_t size, enum op_kind kind)
{
    if (before_main() || !size)
        return;
    bool write = kind != OP_READ;
    bool alone = model_alone();
    if (memory_touch(address, size, model.current, write, alone) || is_due(address, 1, alone))
        model_park((struct op){.kind = kind, .address = address, .size = size});
    check(address, size, write);
    if (write)
        memory_log(address, size, model.current);
}

void access_copy(uint64_t to, uint64_t from, uint64_t size)
{
    if (before_main() || !size)
        return;
    bool alone = model_alone();
    bool visible = memory_touch(to, size, model.current, true, alone);
    visible |= memory_touch(from, size, model.current, false, alone);
    if (visible)
        model_park((struct op){
            .kind = OP_COPY, .address = to, .size = size, .other = from, .other_size = size});
    memory_log(to, size, model.current);
}

bool access_visible(uint64_t address, uint64_t size, bool write)
{
    if (before_main())
        return false;
    bool alone = model_alone();
    if (memory_touch(address, size, model.current, write, alone) ||
        is_due(address, 1000, alone)) /* atomics are what loops wait at */
        return true;
    check(address, size, write);
    return false;
}

void access_put(uint64_t address, uint64_t size, uint64_t value)
{
    memory_log(address, size, model.current);
    memcpy((void *)(uintptr_t)address, &value, size);
}

uint64_t access_get(uint64_t address, uint64_t size)
{
    uint64_t value = 0;
    memcpy(&value, (const void *)(uintptr_t)address, size);
    return value;
}

static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)result;
    if (access_bad(op->address, op->size, op->kind != OP_READ) ||
        (op->other_size && access_bad(op->other, op->other_size, false)))
        return OP_FAILED;
    if (op->kind != OP_READ)
        memory_log(op->address, op->size, thread);
    return OP_DONE;
}

const struct op_class op_class_access = {.execute = execute, .plain = true};

void do_access_read(uint64_t from, uint64_t size);
void do_access_read(uint64_t from, uint64_t size)
{
    access_range(from, size, OP_READ);
}

void do_access_write(uint64_t to, uint64_t size);
void do_access_write(uint64_t to, uint64_t size)
{
    access_range(to, size, OP_WRITE);
}

void do_access_both(uint64_t to, uint64_t from, uint64_t size);
void do_access_both(uint64_t to, uint64_t from, uint64_t size)
{
    access_copy(to, from, size);
}

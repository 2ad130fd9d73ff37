/* hooks.c: what the instrumentation of clang and gcc calls for plain accesses.
 * A hook is one line; the ideas stand in access.h. Reached through stubs. */
#include "explore/runtime/access.h"

#define HOOK(name, size, kind)                                                                     \
    void hook_##name(uint64_t address);                                                            \
    void hook_##name(uint64_t address)                                                             \
    {                                                                                              \
        access_range(address, size, kind);                                                         \
    }

HOOK(read1, 1, OP_READ)
HOOK(write1, 1, OP_WRITE)
HOOK(read2, 2, OP_READ)
HOOK(write2, 2, OP_WRITE)
HOOK(read4, 4, OP_READ)
HOOK(write4, 4, OP_WRITE)
HOOK(read8, 8, OP_READ)
HOOK(write8, 8, OP_WRITE)
HOOK(read16, 16, OP_READ)
HOOK(write16, 16, OP_WRITE)

void hook_read_range(uint64_t address, uint64_t size);
void hook_read_range(uint64_t address, uint64_t size)
{
    access_range(address, size, OP_READ);
}

void hook_write_range(uint64_t address, uint64_t size);
void hook_write_range(uint64_t address, uint64_t size)
{
    access_range(address, size, OP_WRITE);
}

/* Call stacks are read from the frame pointers when somebody asks. */
void __tsan_init(void);
void __tsan_init(void)
{
}

void __tsan_func_entry(void *caller);
void __tsan_func_entry(void *caller)
{
    (void)caller;
}

void __tsan_func_exit(void);
void __tsan_func_exit(void)
{
}

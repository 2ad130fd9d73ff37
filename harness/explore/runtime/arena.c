#include "explore/runtime/runtime.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

void *arena_reserve(size_t bytes)
{
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        dprintf(STDERR_FILENO, "explore: no address space for %zu bytes\n", bytes);
        _exit(4);
    }
    return memory;
}

void arena_release(void *memory, size_t bytes)
{
    munmap(memory, bytes);
}

/* map.c: mmap() and its relatives, for memory of the process's own and for files
 * that are read. Shared memory is the same as private: nobody forks. */
#include "explore/runtime/map.h"
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/heap.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

/* Of a page: 0: it is no mapping's; MAPPED and what may be done; UNMAPPED. */
enum { MAPPED = 8, UNMAPPED = 16, RIGHTS = PROT_READ | PROT_WRITE | PROT_EXEC };

static uint64_t *pages; /* words of the state, by address / PAGE */
static bool used;       /* in whatever execution */

void map_init(void)
{
    pages = arena_reserve(HEAP_SIZE / PAGE * sizeof *pages);
}

static uint64_t *page_word(uint64_t address)
{
    return &pages[(address - HEAP_BASE) / PAGE];
}

static uint64_t whole_pages(uint64_t size)
{
    return (size + PAGE - 1) & ~(uint64_t)(PAGE - 1);
}

enum map_verdict map_check(uint64_t address, uint64_t size, bool write)
{
    uint64_t right = write ? PROT_WRITE : PROT_READ;
    if (!used || address - HEAP_BASE >= HEAP_SIZE)
        return MAP_FINE;
    for (uint64_t at = address & ~(uint64_t)(PAGE - 1); at < address + size; at += PAGE) {
        uint64_t word = *page_word(at);
        if (word == UNMAPPED)
            return MAP_GONE;
        if ((word & MAPPED) && !(word & right))
            return MAP_FORBIDDEN;
    }
    return MAP_FINE;
}

bool map_is(uint64_t block)
{
    return used && block - HEAP_BASE < HEAP_SIZE && *page_word(block) != 0;
}

static void set_pages(uint64_t address, uint64_t size, uint64_t word)
{
    for (uint64_t at = address; at < address + size; at += PAGE)
        model_store(page_word(at), word);
}

/* The live mapping that holds all these bytes, or 0. */
static uint64_t mapping_of(uint64_t address, uint64_t size)
{
    uint64_t block = heap_live_block(address);
    return block && map_is(block) && address + size <= block + heap_block(block).size ? block : 0;
}

void map_remove(unsigned thread, uint64_t address, uint64_t size)
{
    uint64_t block = heap_live_block(address), all = heap_block(block).size;
    heap_clear(thread, address, size);
    set_pages(address, size, UNMAPPED);
    for (uint64_t at = block; at < block + all; at += PAGE)
        if (*page_word(at) != UNMAPPED)
            return;
    set_pages(block, all, 0);
    heap_release(thread, block);
}

static uint64_t failed(int number)
{
    call_error(number);
    return (uint64_t)(uintptr_t)MAP_FAILED;
}

/* The bytes of a file that exists, from there on. */
static void fill(uint64_t address, uint64_t size, const struct file *file, uint64_t from)
{
    uint64_t there = from < file->size ? file->size - from : 0;
    memory_log(address, there < size ? there : size, model.current);
    memcpy((void *)(uintptr_t)address, (const char *)(uintptr_t)file->base + from,
           there < size ? there : size);
}

/* Pages for the mapping: those that it names, or fresh ones. 0: there are none. */
static uint64_t take_pages(uint64_t wanted, uint64_t size, bool fixed)
{
    if (!fixed)
        return heap_allocate(model.current, size, PAGE);
    if (wanted % PAGE || !mapping_of(wanted, size))
        runtime_unsupported_at("mmap at an address that was not mapped before", program_pc());
    heap_clear(model.current, wanted, size);
    return wanted;
}

/* The file to map, or NULL with *trouble set: an errno. */
static const struct file *file_to_map(uint64_t number, uint64_t flags, uint64_t rights,
                                      int *trouble)
{
    const struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor) {
        *trouble = EBADF;
        return NULL;
    }
    const struct file *file = file_of(descriptor);
    if (file->kind == FILE_OWN)
        runtime_unsupported_at("mmap of a file that the program writes", program_pc());
    if ((flags & MAP_SHARED) && (rights & PROT_WRITE))
        runtime_unsupported_at("mmap of a file for writing", program_pc());
    *trouble = file->kind != FILE_GIVEN ? ENODEV : !(descriptor->mode & MODE_READ) ? EACCES : 0;
    return *trouble ? NULL : file;
}

uint64_t do_mmap(uint64_t wanted, uint64_t size, uint64_t rights, uint64_t flags, uint64_t number,
                 uint64_t from);
uint64_t do_mmap(uint64_t wanted, uint64_t size, uint64_t rights, uint64_t flags, uint64_t number,
                 uint64_t from)
{
    bool anonymous = flags & MAP_ANONYMOUS, fixed = flags & (MAP_FIXED | MAP_FIXED_NOREPLACE);
    int trouble = 0;
    const struct file *file =
        anonymous ? NULL : file_to_map((uint32_t)number, flags, rights, &trouble);
    if (!size || from % PAGE || !(flags & MAP_TYPE))
        trouble = EINVAL;
    if (trouble)
        return failed(trouble);
    size = whole_pages(size);
    uint64_t address = take_pages(wanted, size, fixed);
    used = true;
    set_pages(address, size, MAPPED | (rights & RIGHTS));
    if (file)
        fill(address, size, file, from);
    return address;
}

static bool mapped_wholly(uint64_t address, uint64_t size)
{
    return address % PAGE == 0 && size && mapping_of(address, size);
}

uint64_t do_munmap(uint64_t address, uint64_t size);
uint64_t do_munmap(uint64_t address, uint64_t size)
{
    size = whole_pages(size);
    if (address % PAGE || !size)
        return call_error(EINVAL);
    if (!mapped_wholly(address, size))
        runtime_unsupported_at("munmap of what is no part of one mapping", program_pc());
    if (memory_touch_end(address, size, model.current, model_alone()))
        model_park((struct op){
            .kind = OP_FREE, .address = address, .size = size, .argument = {FREE_PAGES}});
    map_remove(model.current, address, size);
    return 0;
}

uint64_t do_mprotect(uint64_t address, uint64_t size, uint64_t rights);
uint64_t do_mprotect(uint64_t address, uint64_t size, uint64_t rights)
{
    size = whole_pages(size);
    if (address % PAGE)
        return call_error(EINVAL);
    if (size && !mapped_wholly(address, size))
        runtime_unsupported_at("mprotect of what is no part of one mapping", program_pc());
    set_pages(address, size, MAPPED | (rights & RIGHTS));
    return 0;
}

/* Advice makes no difference, but for what throws contents away. */
uint64_t do_madvise(uint64_t address, uint64_t size, uint64_t advice);
uint64_t do_madvise(uint64_t address, uint64_t size, uint64_t advice)
{
    if ((uint32_t)advice != MADV_DONTNEED)
        return 0;
    size = whole_pages(size);
    if (!mapped_wholly(address, size))
        runtime_unsupported_at("madvise of what is no part of one mapping", program_pc());
    if (memory_touch_end(address, size, model.current, model_alone()))
        runtime_unsupported_at("madvise of pages that other threads use", program_pc());
    heap_clear(model.current, address, size);
    return 0;
}

uint64_t do_mremap(uint64_t address, uint64_t old, uint64_t size, uint64_t flags);
uint64_t do_mremap(uint64_t address, uint64_t old, uint64_t size, uint64_t flags)
{
    old = whole_pages(old);
    size = whole_pages(size);
    if (!size || !mapped_wholly(address, old) || (flags & ~(uint64_t)MREMAP_MAYMOVE))
        runtime_unsupported_at("mremap of what is no part of one mapping", program_pc());
    if (size <= old) {
        if (size < old)
            do_munmap(address + size, old - size);
        return address;
    }
    if (!(flags & MREMAP_MAYMOVE))
        return failed(ENOMEM);
    if (memory_touch_end(address, old, model.current, model_alone()))
        runtime_unsupported_at("mremap of pages that other threads use", program_pc());
    uint64_t fresh = heap_allocate(model.current, size, PAGE);
    set_pages(fresh, size, *page_word(address));
    memory_log(fresh, old, model.current);
    memcpy((void *)(uintptr_t)fresh, (void *)(uintptr_t)address, old);
    map_remove(model.current, address, old);
    return fresh;
}

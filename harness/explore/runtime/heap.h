/* heap.h: the program's heap: deterministic, and it knows freed blocks.
 *
 * Each thread allocates from regions of its own, one per power of two, so the
 * address of a block follows from the thread's own history alone. A freed
 * block is not handed out again before its region is used up.
 */
#ifndef RACELAB_EXPLORE_HEAP_H
#define RACELAB_EXPLORE_HEAP_H

#include "explore/runtime/runtime.h"

enum { HEAP_LEAST_BLOCK = 16 };

enum heap_verdict {
    HEAP_FINE,   /* inside a live block, or not on the heap at all */
    HEAP_FREED,  /* inside a block that was freed */
    HEAP_OUTSIDE /* on the heap, in no block */
};

void heap_init(void);

/* Never NULL; too large ends the process as unsupported. Contents are zero. */
uint64_t heap_allocate(unsigned thread, uint64_t size, uint64_t alignment);

/* The block must be live. */
void heap_release(unsigned thread, uint64_t address);

/* Bytes of a block become zero; what is zero already costs a look. */
void heap_clear(unsigned thread, uint64_t address, uint64_t size);

/* What an OP_FREE gives back: argument[0]. */
enum { FREE_BLOCK, FREE_PAGES, FREE_TO_GROW };

/* Bytes of the live block that begins at address; 0: none does. *freed says
 * that one did. */
uint64_t heap_size(uint64_t address, bool *freed);

enum heap_verdict heap_check(uint64_t address, uint64_t size);

struct heap_block {
    uint64_t address; /* where it begins; 0: there never was one */
    uint64_t size;
    uint64_t origin; /* who allocated it (origin.h) */
    bool live;       /* false: it was freed */
};

/* The newest block at or around an address. */
struct heap_block heap_block(uint64_t address);

/* Where the live block that holds the address begins; 0: none does. */
uint64_t heap_live_block(uint64_t address);

/* The block whose state lies in this word of the engine, 0: it is another word. */
uint64_t heap_block_of_word(uint64_t place);

/* How many blocks are live. */
uint64_t heap_live(void);

#endif

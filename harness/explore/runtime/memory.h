/* memory.h: the program's memory as the engine sees it.
 *
 * Two ranges hold everything that a program may change: its global data, and
 * one reserved range with the stacks, thread-locals and heap of the model
 * threads, and what they wrote to files, at fixed addresses. Beside each granule of eight bytes
 * lies a shadow.
 *
 * Undo: the first write to a granule in a segment logs its old value; a mark
 * is a position in that log. The hash of memory is the XOR of one keyed mix
 * per granule, so that it is kept up to date by the writes alone (Zobrist,
 * "A new hashing method with application for game playing", 1970).
 *
 * Visibility: an access is a step of its own only where the location is
 * shared. A location becomes visible when two threads touch it, one of them
 * writing, while both are alive; the search then starts afresh. At the end no
 * invisible location has a conflict in any execution: invisible accesses
 * commute with the other threads' steps, so joining them to the step before
 * loses no behaviour (Lipton, "Reduction", CACM 18(12), 1975).
 */
#ifndef RACELAB_EXPLORE_MEMORY_H
#define RACELAB_EXPLORE_MEMORY_H

#include "explore/runtime/runtime.h"

#define MEMORY_BASE UINT64_C(0x100000000000)
#define STACK_SIZE (UINT64_C(1) << 20)
#define STACKS_BASE MEMORY_BASE
#define STACKS_SIZE (STACK_SIZE * THREADS_MAX)
#define LOCALS_SIZE (UINT64_C(1) << 16)
#define LOCALS_BASE (STACKS_BASE + STACKS_SIZE)
#define HEAP_BASE (UINT64_C(0x110000000000))
#define HEAP_REGION (UINT64_C(1) << 26) /* blocks of one size, of one thread */
#define HEAP_CLASSES 23                 /* blocks of 16 bytes to HEAP_REGION */
#define HEAP_PER_THREAD (HEAP_REGION * HEAP_CLASSES)
#define HEAP_SIZE (HEAP_PER_THREAD * THREADS_MAX)
#define FILES_BASE (HEAP_BASE + HEAP_SIZE)
#define FILE_ROOM (UINT64_C(1) << 24)
#define FILES_SIZE (FILE_ROOM * 64)
#define MEMORY_END (FILES_BASE + FILES_SIZE)

struct shadow {
    uint64_t stamp;    /* the last segment that logged this granule */
    uint8_t visible;   /* bytes whose accesses are steps */
    uint8_t touched;   /* bytes with an owner */
    uint8_t written;   /* bytes written while threads were about */
    uint8_t several;   /* bytes touched by more than the owner */
    uint16_t owner[8]; /* the first thread to touch each byte */
    uint32_t unused;
};

/* 128 bits: two states with one hash are taken for the same, which for a
 * billion states happens with probability 1.5e-21. */
struct hash {
    uint64_t a, b;
};

struct log_entry {
    uint64_t *place;
    uint64_t old;
};

struct memory {
    struct log_entry *log;
    uint64_t logged;
    uint64_t segment;       /* number of the step under way; never repeats */
    uint64_t segment_start; /* where its log begins */
    struct hash hash;       /* where `hashing` is set: who compares states asks for it */
    bool hashing;
    uint64_t hidden; /* invisible accesses in this segment, weighed */
    uint64_t *met;   /* granules that have been touched or are visible, in that order */
    uint64_t noted;  /* how many */
    bool grew;       /* a location became visible: what was searched so far missed steps */
    bool settled;    /* what is visible stays as it is, and so do all other lessons */
};

extern struct memory memory;

void memory_init(void);

/* True where the address belongs to the program's own memory. */
bool memory_owned(uint64_t address, uint64_t size);

/* Notes an access by a thread and says whether it is visible. alone: no other
 * thread is alive, so the access conflicts with nothing and is invisible. */
bool memory_touch(uint64_t address, uint64_t size, unsigned thread, bool write, bool alone);

/* The same of a write to the whole of a block that goes: what of it nobody has
 * touched yet stays so, for whoever touches it later uses it after its end. */
bool memory_touch_end(uint64_t address, uint64_t size, unsigned thread, bool alone);

/* Who touched what: the shadows that are not as they were at first. */
struct memory_note {
    uint64_t address; /* of the granule */
    struct shadow shadow;
};

/* Calls visit(address, size) for every run of visible bytes, in the order of
 * their addresses. */
void memory_each_visible(void (*visit)(uint64_t address, uint64_t size));

/* Copies what is known here into notes; returns how many. At most
 * memory.noted of them. */
uint64_t memory_tell(struct memory_note *notes);

/* Remembers who touched what; goes back to that. What is visible stays so. */
void memory_keep_touches(void);
void memory_restore_touches(void);

/* Makes bytes of a granule visible, as another process found out. */
void memory_see(uint64_t address, uint8_t bytes);

/* Adds what another process knows. Sets memory.grew where a location becomes
 * visible by it. */
void memory_hear(const struct memory_note *note);

/* Counts an invisible access to the program's memory. Returns true where the
 * segment has gone on for so long without a step that the thread may be waiting:
 * the access is to be a step. */
bool memory_is_long(uint64_t address, uint64_t weight);

/* To be called before the bytes change, within a segment. Bytes on the stack
 * of `thread` itself need no log: its whole stack is saved (thread.h). */
void memory_log(uint64_t address, uint64_t size, unsigned thread);

/* Changes a word of the engine that belongs to the state, logged and hashed. */
void model_store(uint64_t *word, uint64_t value);

void memory_segment_begin(void);
/* Brings the hash up to date with what the segment wrote; calls
 * touched_stack(thread) for every write into the stack of another thread. */
void memory_segment_end(void (*touched_stack)(unsigned thread));

/* Takes back every write logged since `logged`, newest first. */
void memory_undo(uint64_t logged, struct hash hash, void (*touched_stack)(unsigned thread));

/* Whether all words logged since `logged` hold what they held then, but those
 * that are exempt. */
bool memory_unchanged(uint64_t logged, bool (*exempt)(uint64_t address));

/* Calls visit(address, engine) for every word that the execution has changed so
 * far: of the program, but no stack of the thread that wrote it, or (engine) of
 * the engine. A word may come more than once. */
void memory_each_logged(void (*visit)(uint64_t address, bool engine));

/* Two keyed 64-bit mixes of a word at a place. */
struct hash hash_mix(uint64_t place, uint64_t value);
struct hash hash_words(struct hash seed, const uint64_t *words, size_t count);

static inline struct hash hash_xor(struct hash x, struct hash y)
{
    return (struct hash){x.a ^ y.a, x.b ^ y.b};
}

#endif

/* thread.h: model threads. Number 0 runs main().
 *
 * A thread is parked at its next operation whenever the engine runs. What
 * only its own steps change is in `core`, which is saved whole, with the
 * stack, before each of its steps; what others may change (state, waits) are
 * words that change through model_store().
 */
#ifndef RACELAB_EXPLORE_THREAD_H
#define RACELAB_EXPLORE_THREAD_H

#include "explore/runtime/fiber.h"
#include "explore/runtime/memory.h"
#include "explore/runtime/op.h"

enum thread_state {
    THREAD_NONE,
    THREAD_ALIVE,
    THREAD_FINISHED, /* its stack is gone; its result waits for a join */
    THREAD_JOINED    /* nothing of it is left */
};

struct thread_core {
    struct fiber_regs regs;
    struct op op;
    uint64_t low; /* no byte below was written by the program since the last step */
    struct hash hash;
};

struct thread {
    struct thread_core core;
    bool stale; /* its stack was written by another thread: hash again */
    uint64_t top;
    void *(*entry)(void *);
    void *argument;
    uint64_t created; /* where in the program, 0: not known */
    /* Words of the state: */
    uint64_t state;
    uint64_t detached;
    uint64_t actor; /* of a lab, started at the gate */
    uint64_t result;
    uint64_t waits_on; /* condition variable, 0: none */
    uint64_t woken;
    uint64_t cancelled; /* asked to end */
    uint64_t uncancellable;
    uint64_t printed; /* names what it printed, 0: nothing */
    uint64_t cleanup; /* the innermost clean-up handler, see libc/unwind.c */
};

extern struct thread *threads;

/* Makes thread `number` ready to run entry(argument), parked at OP_START. */
void thread_create(unsigned number, void *(*entry)(void *), void *argument);

/* Copies core and live stack to the saves; thread_restore() takes the newest
 * save back. Both cost what the live stack is long. */
void thread_save(unsigned number);
unsigned thread_restore(void);

uint64_t thread_saves(void);    /* position, for marks */
uint64_t thread_saved_at(void); /* length of the memory log when the newest save was made */

/* Whether the running thread is back where its step began, with its stack and
 * registers as they were. */
bool thread_returned(unsigned number);

/* What the running thread began its step with: stack, registers, operation, and what
 * that returned. */
struct hash thread_began(unsigned number);

/* Clears what dead calls left below the stack pointer, so that equal states
 * have equal bytes. */
void thread_clean(unsigned number);

struct hash thread_hash(unsigned number);

void thread_init(void);

#endif

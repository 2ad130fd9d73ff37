/* fiber.h: leaving and entering a model thread.
 *
 * A parked thread is its callee-saved registers, its stack pointer and the
 * bytes between that and the top of its stack: nothing else. The word at the
 * stack pointer is the address in the program where it goes on.
 */
#ifndef RACELAB_EXPLORE_FIBER_H
#define RACELAB_EXPLORE_FIBER_H

#include <stdint.h>

enum { FIBER_SAVED = 20 };

/* The layout is known to machine/<machine>/fiber.S. */
struct fiber_regs {
    uint64_t sp;
    uint64_t ret[2]; /* what the call that parked returns when the fiber goes on */
    uint64_t saved[FIBER_SAVED];
};

enum { FIBER_FRAME_POINTER = 1 }; /* its index in saved[]; the same on every machine */

/* The registers of the fiber that runs, and 1 while program code runs. */
extern struct fiber_regs *fiber_regs;
extern volatile uint32_t fiber_running;

/* Runs the fiber until it parks. Called by the engine only. */
void fiber_resume(struct fiber_regs *regs);

/* Ends the fiber_resume() that is under way; the stub has saved the registers. */
_Noreturn void fiber_park(void);

/* Prepares a fiber that will call entry(argument) on the stack that ends at top. */
void fiber_prepare(struct fiber_regs *regs, uintptr_t top, void (*entry)(void *), void *argument);

/* The address in the program at which the parked fiber goes on. */
uintptr_t fiber_pc(const struct fiber_regs *regs);

/* The parked fiber will go on in entry(), as if it had called that. */
void fiber_divert(struct fiber_regs *regs, void (*entry)(void));

/* For a signal handler: the interrupted fiber parks when the handler returns.
 * Returns where it was interrupted. */
uintptr_t fiber_leave(void *context);

#endif

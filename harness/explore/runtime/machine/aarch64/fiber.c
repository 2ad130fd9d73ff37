#include "explore/runtime/fiber.h"

#include <ucontext.h>

/* saved[]: x28 x29 x30 x19 .. x27 d8 .. d15: see fiber.S. */
enum { LINK = 2, ENTRY = 3, ARGUMENT = 4 };

void fiber_start(void);

void fiber_prepare(struct fiber_regs *regs, uintptr_t top, void (*entry)(void *), void *argument)
{
    *regs = (struct fiber_regs){.sp = (uint64_t)(top & ~(uintptr_t)15) - 16};
    ((uint64_t *)(uintptr_t)regs->sp)[0] = ((uint64_t *)(uintptr_t)regs->sp)[1] = 0;
    regs->saved[LINK] = (uint64_t)(uintptr_t)fiber_start;
    regs->saved[ENTRY] = (uint64_t)(uintptr_t)entry;
    regs->saved[ARGUMENT] = (uint64_t)(uintptr_t)argument;
}

uintptr_t fiber_pc(const struct fiber_regs *regs)
{
    return (uintptr_t)regs->saved[LINK];
}

void fiber_divert(struct fiber_regs *regs, void (*entry)(void))
{
    regs->saved[LINK] = (uint64_t)(uintptr_t)entry;
}

uintptr_t fiber_leave(void *context)
{
    mcontext_t *machine = &((ucontext_t *)context)->uc_mcontext;
    uintptr_t pc = (uintptr_t)machine->pc;
    fiber_regs->sp = (uint64_t)machine->sp;
    fiber_regs->saved[FIBER_FRAME_POINTER] = (uint64_t)machine->regs[29];
    machine->pc = (uint64_t)(uintptr_t)fiber_park;
    return pc;
}

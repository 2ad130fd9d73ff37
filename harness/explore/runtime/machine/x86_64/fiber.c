#include "explore/runtime/fiber.h"

#include <ucontext.h>

void fiber_start(void);

void fiber_prepare(struct fiber_regs *regs, uintptr_t top, void (*entry)(void *), void *argument)
{
    uint64_t *sp = (uint64_t *)(top & ~(uintptr_t)15) - 5;
    sp[0] = (uint64_t)(uintptr_t)fiber_start; /* fiber_resume() returns into it */
    sp[1] = sp[2] = sp[3] = sp[4] = 0;
    *regs = (struct fiber_regs){.sp = (uint64_t)(uintptr_t)sp};
    regs->saved[2] = (uint64_t)(uintptr_t)entry;
    regs->saved[3] = (uint64_t)(uintptr_t)argument;
}

uintptr_t fiber_pc(const struct fiber_regs *regs)
{
    return *(const uintptr_t *)(uintptr_t)regs->sp;
}

void fiber_divert(struct fiber_regs *regs, void (*entry)(void))
{
    regs->sp -= 8;
    *(uintptr_t *)(uintptr_t)regs->sp = (uintptr_t)entry;
}

uintptr_t fiber_leave(void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;
    uintptr_t pc = (uintptr_t)regs[REG_RIP];
    fiber_regs->sp = (uint64_t)regs[REG_RSP];
    fiber_regs->saved[FIBER_FRAME_POINTER] = (uint64_t)regs[REG_RBP];
    regs[REG_RIP] = (greg_t)(uintptr_t)fiber_park;
    return pc;
}

#include "explore/runtime/crash.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/model.h"

#include <signal.h>
#include <string.h>

static const char *name_of(int number)
{
    switch (number) {
    case SIGSEGV:
        return "segmentation fault";
    case SIGBUS:
        return "bus error";
    case SIGFPE:
        return "arithmetic error";
    case SIGILL:
        return "illegal instruction";
    default:
        return "abort";
    }
}

/* Where the program is, if it crashed in a function of the C library: what lies
 * highest on the stack and leads back into its code. */
static uint64_t program_place(uint64_t pc, uint64_t sp)
{
    uint64_t top = threads[model.current].top;
    for (uint64_t at = sp & ~UINT64_C(7); !in_program(pc) && at >= STACKS_BASE && at < top; at += 8)
        if (in_program(*(const uint64_t *)(uintptr_t)at))
            return *(const uint64_t *)(uintptr_t)at;
    return pc;
}

/* The variable of the C library that is not modelled and would lie there (see
 * explore-cc), or NULL. */
extern const char *const trap_variables[] __attribute__((weak));
enum { TRAPS_BASE = 65536, TRAP_SIZE = 4096 };

static const char *trapped(uint64_t address)
{
    uint64_t number = (address - TRAPS_BASE) / TRAP_SIZE;
    if (!trap_variables || address < TRAPS_BASE)
        return NULL;
    for (uint64_t i = 0; trap_variables[i]; i++)
        if (i == number)
            return trap_variables[i];
    return NULL;
}

static bool overflowed(uint64_t address)
{
    uint64_t bottom = STACKS_BASE + model.current * STACK_SIZE;
    return address - bottom < 4096;
}

/* A stack pointer that left its stack does not come with it. */
uint64_t crash_leave(void *context)
{
    struct thread *thread = &threads[model.current];
    uint64_t pc = fiber_leave(context), *sp = &thread->core.regs.sp;
    pc = program_place(pc, *sp);
    if (*sp > thread->top || *sp < STACKS_BASE + model.current * STACK_SIZE + 4096)
        *sp = thread->top;
    *sp &= ~UINT64_C(7);
    thread->core.op = (struct op){.kind = OP_START};
    return pc;
}

/* Runs on the alternative stack; returning continues in fiber_park(). */
static void on_crash(int number, siginfo_t *info, void *context)
{
    if (!fiber_running)
        runtime_bug("the engine crashed");
    uint64_t address = (uint64_t)(uintptr_t)info->si_addr;
    if (number == SIGSEGV && trapped(address))
        runtime_unsupported_at(trapped(address), crash_leave(context));
    model.failure =
        (struct failure){.kind = FINDING_CRASH,
                         .thread = model.current,
                         .pc = crash_leave(context),
                         .address = number == SIGSEGV ? address : 0,
                         .text = overflowed(address) ? "stack overflow" : name_of(number)};
}

void crash_handle(int number, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action = {.sa_sigaction = handler,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void crash_init(void)
{
    static char stack[65536];
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternative, NULL);
    crash_handle(SIGSEGV, on_crash);
    crash_handle(SIGBUS, on_crash);
    crash_handle(SIGFPE, on_crash);
    crash_handle(SIGILL, on_crash);
    crash_handle(SIGABRT, on_crash);
}

/* chance.c: random numbers of the system are not the program's to know: no
 * search can repeat them, so a program that asks for one is not explored. */
#include "explore/runtime/access.h"

#include <string.h>

#define CHANCE(name)                                                                               \
    _Noreturn void chance_##name(void);                                                            \
    _Noreturn void chance_##name(void)                                                             \
    {                                                                                              \
        runtime_unsupported_at(#name " is non-deterministic", fiber_pc(fiber_regs));               \
    }

CHANCE(getrandom)
CHANCE(getentropy)
CHANCE(arc4random)
CHANCE(arc4random_buf)
CHANCE(arc4random_uniform)

/* Files are not modelled; of these two more can be said. */
_Noreturn static void refuse(const char *call, uint64_t path)
{
    const char *name = (const char *)(uintptr_t)path, *what = call;
    if (strcmp(name, "/dev/urandom") == 0)
        what = "reading /dev/urandom is non-deterministic";
    else if (strcmp(name, "/dev/random") == 0)
        what = "reading /dev/random is non-deterministic";
    runtime_unsupported_at(what, fiber_pc(fiber_regs));
}

_Noreturn void do_open(uint64_t path);
_Noreturn void do_open(uint64_t path)
{
    refuse("open", path);
}

_Noreturn void do_fopen(uint64_t path);
_Noreturn void do_fopen(uint64_t path)
{
    refuse("fopen", path);
}

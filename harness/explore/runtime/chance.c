/* chance.c: random numbers of the system are not the program's to know: no
 * search can repeat them, so a program that asks for one is not explored. */
#include "explore/runtime/file_op.h"

#define CHANCE(name)                                                                               \
    _Noreturn void chance_##name(void);                                                            \
    _Noreturn void chance_##name(void)                                                             \
    {                                                                                              \
        runtime_unsupported_at(#name " is non-deterministic", program_pc());                       \
    }

CHANCE(getrandom)
CHANCE(getentropy)
CHANCE(arc4random)
CHANCE(arc4random_buf)
CHANCE(arc4random_uniform)

/* A clock that all cores of a machine share, as cheap to read as possible: the
 * time-stamp counter, constant-rate and synchronised on every x86-64 processor
 * with `constant_tsc`. Reading it orders nothing between threads. */
#ifndef RACELAB_STRESS_CYCLES_H
#define RACELAB_STRESS_CYCLES_H

#include <stdint.h>

static inline uint64_t cycles_now(void)
{
    return __builtin_ia32_rdtsc();
}

/* Tells the processor that this is a waiting loop. */
static inline void cycles_relax(void)
{
    __builtin_ia32_pause();
}

#endif

/* A clock that all cores of a machine share, as cheap to read as possible: the
 * virtual counter (CNTVCT_EL0), which the architecture keeps in step on every
 * core. Reading it orders nothing between threads. */
#ifndef RACELAB_STRESS_CYCLES_H
#define RACELAB_STRESS_CYCLES_H

#include <stdint.h>

static inline uint64_t cycles_now(void)
{
    uint64_t ticks;
    __asm__ volatile("isb; mrs %0, cntvct_el0" : "=r"(ticks));
    return ticks;
}

/* Tells the processor that this is a waiting loop. */
static inline void cycles_relax(void)
{
    __asm__ volatile("yield");
}

#endif

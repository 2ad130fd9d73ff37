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

/* The counter's own frequency, which the firmware sets: 24 MHz to 1 GHz. */
static inline uint64_t cycles_per_millisecond(void)
{
    uint64_t frequency;
    __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(frequency));
    return frequency / 1000;
}

/* How far ahead a gate is opened: some 200 ns, and two ticks at the least. */
static inline uint64_t cycles_release_margin(void)
{
    return cycles_per_millisecond() / 5000 + 2;
}

/* The grid on which woken threads start: some 800 ns. */
static inline uint64_t cycles_release_grid(void)
{
    return cycles_per_millisecond() / 1250 + 2;
}

/* Tells the processor that this is a waiting loop. */
static inline void cycles_relax(void)
{
    __asm__ volatile("yield");
}

#endif

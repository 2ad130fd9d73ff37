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

/* Roughly; for time limits. */
static inline uint64_t cycles_per_millisecond(void)
{
    return 2500000;
}

/* How far ahead a gate is opened: far enough for the flag to reach every core,
 * near enough that few interrupts fall between (measured: for two threads and
 * one increment each, 500 cycles give 99% of wrong trials, 0 give 0.3%). */
static inline uint64_t cycles_release_margin(void)
{
    return 500;
}

/* The grid on which woken threads start: long enough for two to share a tick. */
static inline uint64_t cycles_release_grid(void)
{
    return 2048;
}

/* Tells the processor that this is a waiting loop. */
static inline void cycles_relax(void)
{
    __builtin_ia32_pause();
}

#endif

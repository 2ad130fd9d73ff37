/* clock.h: elapsed time. */
#ifndef RACELAB_STRESS_CLOCK_H
#define RACELAB_STRESS_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Nanoseconds on the monotonic clock. Any thread; never fails. */
static inline uint64_t clock_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static inline double clock_seconds(void)
{
    return (double)clock_nanoseconds() * 1e-9;
}

#endif

/* random.h: a small seeded generator, for scattering starts and choosing
 * samples. G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software
 * 8(14), 2003. */
#ifndef RACELAB_STRESS_RANDOM_H
#define RACELAB_STRESS_RANDOM_H

#include <stdint.h>

/* The next number. The state is the caller's, and never 0. */
static inline uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif

/* splitmix.h: SplitMix64, numbers that look random from numbers that follow one
 * another (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators",
 * OOPSLA 2014).
 */
#ifndef RACELAB_EXPLORE_SEARCH_SPLITMIX_H
#define RACELAB_EXPLORE_SEARCH_SPLITMIX_H

#include <stdint.h>

/* What the generator adds to its state before it draws. */
#define SPLITMIX_STEP UINT64_C(0x9e3779b97f4a7c15)

/* The number drawn at a state. */
static inline uint64_t splitmix(uint64_t state)
{
    state = (state ^ state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    state = (state ^ state >> 27) * UINT64_C(0x94d049bb133111eb);
    return state ^ state >> 31;
}

#endif

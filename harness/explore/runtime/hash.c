#include "explore/runtime/memory.h"

/* Full 64 x 64 -> 128 bit product, folded: every bit of the result depends on
 * every bit of both factors. */
static inline uint64_t fold(uint64_t x, uint64_t y)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)x * y;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t scramble(uint64_t x)
{
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    return x ^ (x >> 32);
}

struct hash hash_mix(uint64_t place, uint64_t value)
{
    uint64_t a = fold(place ^ UINT64_C(0x9e3779b97f4a7c15), value ^ UINT64_C(0xe7037ed1a0b428db));
    uint64_t b = fold(place ^ UINT64_C(0x8ebc6af09c88c6e3), value ^ UINT64_C(0x589965cc75374cc3));
    return (struct hash){scramble(a ^ value), scramble(b + place)};
}

struct hash hash_words(struct hash seed, const uint64_t *words, size_t count)
{
    uint64_t a = seed.a ^ count, b = seed.b;
    for (size_t i = 0; i < count; i++) {
        a = fold(a ^ words[i], UINT64_C(0xa0761d6478bd642f)) + words[i];
        b = fold(b + words[i], UINT64_C(0xe7037ed1a0b428db)) ^ (b << 1);
    }
    return (struct hash){scramble(a), scramble(b)};
}

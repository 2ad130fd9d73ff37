#include "explore/search/number.h"

#include <string.h>

bool number_add(uint64_t *sum, const uint64_t *other, unsigned limbs)
{
    uint64_t carry = 0;
    for (unsigned i = 0; i < limbs; i++) {
        uint64_t first = sum[i] + carry;
        carry = first < carry;
        sum[i] = first + other[i];
        carry += sum[i] < first;
    }
    return carry == 0;
}

/* Divides in place by ten; returns the remainder. */
static unsigned divide_by_ten(uint64_t *number, unsigned limbs)
{
    __extension__ typedef unsigned __int128 wide;
    wide rest = 0;
    for (unsigned i = limbs; i-- > 0;) {
        rest = rest << 64 | number[i];
        number[i] = (uint64_t)(rest / 10);
        rest %= 10;
    }
    return (unsigned)rest;
}

static bool is_zero(const uint64_t *number, unsigned limbs)
{
    for (unsigned i = 0; i < limbs; i++)
        if (number[i])
            return false;
    return true;
}

const char *number_text(const uint64_t *number, unsigned limbs, char *text)
{
    uint64_t rest[NUMBER_LIMBS_MAX];
    size_t length = 0;
    memcpy(rest, number, limbs * sizeof *rest);
    do
        text[length++] = (char)('0' + divide_by_ten(rest, limbs));
    while (!is_zero(rest, limbs));
    for (size_t i = 0; i < length / 2; i++) {
        char digit = text[i];
        text[i] = text[length - 1 - i];
        text[length - 1 - i] = digit;
    }
    text[length] = '\0';
    return text;
}

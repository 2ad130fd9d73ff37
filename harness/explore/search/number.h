/* number.h: whole numbers of any fixed width, as arrays of 64-bit limbs, least
 * significant first. Enough for counting: add, and print in decimal. */
#ifndef RACELAB_EXPLORE_NUMBER_H
#define RACELAB_EXPLORE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUMBER_LIMBS_MAX = 64, NUMBER_TEXT = 64 * 20 + 1 };

/* sum += other. Returns false where that does not fit. */
bool number_add(uint64_t *sum, const uint64_t *other, unsigned limbs);

/* Writes the decimal digits, NUL-terminated; text has room for NUMBER_TEXT.
 * Returns text. */
const char *number_text(const uint64_t *number, unsigned limbs, char *text);

#endif

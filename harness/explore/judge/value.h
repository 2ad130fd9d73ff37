/* value.h: a value as a person reads it: a number, or what a pointer points to. */
#ifndef RACELAB_EXPLORE_VALUE_H
#define RACELAB_EXPLORE_VALUE_H

#include "explore/judge/conclusion.h"

/* The value of `size` bytes that lay at the address: "-3"; a pointer by the name of
 * what it points to, "node#2", "&account[1]", "handler", "NULL", and where nobody
 * knows that in short: "heap+0x40", "0x7f31". The caller frees it. symbols may be NULL. */
char *value_text(struct symbols *symbols, const struct exploration_goal *goal, uint64_t address,
                 uint64_t size, uint64_t value);

#endif

/* nearest.h: the existing name that somebody probably meant. */
#ifndef RACELAB_CATALOGUE_NEAREST_H
#define RACELAB_CATALOGUE_NEAREST_H

#include <stddef.h>

enum { NEAREST_NAME_MAX = 128 };

struct nearest {
    const char *wanted; /* borrowed */
    size_t distance;    /* of the best name so far */
    char best[NEAREST_NAME_MAX];
};

void nearest_init(struct nearest *nearest, const char *wanted);

/* Considers a name; it is copied if it is the nearest so far. */
void nearest_offer(struct nearest *nearest, const char *name);

/* The nearest name offered; NULL where none is near enough to suggest: more
 * than a third of the letters differ. */
const char *nearest_name(const struct nearest *nearest);

#endif

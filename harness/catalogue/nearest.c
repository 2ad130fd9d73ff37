#include "catalogue/nearest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits that turn one name into the other: V. I. Levenshtein, "Binary codes
 * capable of correcting deletions, insertions, and reversals", 1966, one row
 * at a time. Longer names than NEAREST_NAME_MAX are infinitely far. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NEAREST_NAME_MAX + 1];
    size_t length = strlen(b);
    if (length > NEAREST_NAME_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t above = row[j];
            size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            row[j] = smaller(replaced, smaller(above, row[j - 1]) + 1);
            diagonal = above;
        }
    }
    return row[length];
}

void nearest_init(struct nearest *nearest, const char *wanted)
{
    *nearest = (struct nearest){.wanted = wanted, .distance = SIZE_MAX};
}

void nearest_offer(struct nearest *nearest, const char *name)
{
    size_t edits = distance(nearest->wanted, name);
    if (edits >= nearest->distance || strlen(name) >= sizeof nearest->best)
        return;
    nearest->distance = edits;
    snprintf(nearest->best, sizeof nearest->best, "%s", name);
}

const char *nearest_name(const struct nearest *nearest)
{
    if (nearest->distance == SIZE_MAX || nearest->distance > strlen(nearest->best) / 3 + 1)
        return NULL;
    return nearest->best;
}

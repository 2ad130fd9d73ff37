/* slice.h: a piece of somebody else's text, read from the left.
 *
 * Nothing here allocates, copies or needs a NUL at the end. A function that
 * does not find what it is asked for leaves the slice as it was.
 */
#ifndef RACELAB_SANITIZE_SLICE_H
#define RACELAB_SANITIZE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
    const char *at;
    size_t size;
};

struct slice slice_of(const char *text, size_t size);

/* Takes the next line off the text, without its line feed. The text must not
 * be empty. */
struct slice slice_take_line(struct slice *text);

bool slice_starts(struct slice text, const char *prefix);
bool slice_contains(struct slice text, const char *needle);

/* Skips the prefix; false where the text does not start with it. */
bool slice_skip(struct slice *text, const char *prefix);

/* Skips all up to and including the first needle; what stood before it goes to
 * *before unless that is NULL. False where there is none. */
bool slice_skip_past(struct slice *text, const char *needle, struct slice *before);

/* Takes a decimal number of digits off the text; false where none is there or
 * it does not fit. */
bool slice_take_number(struct slice *text, long *number);

/* A copy as a string that the caller frees; NULL for an empty slice. */
char *slice_copy(struct slice text);

#endif

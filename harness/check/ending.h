/* ending.h: the different ends of a program's runs, counted. */
#ifndef RACELAB_CHECK_ENDING_H
#define RACELAB_CHECK_ENDING_H

#include "process/child.h"

#include <stdbool.h>
#include <stdint.h>

/* Runs that came to the same end. */
struct ending {
    enum child_end end;
    int code;
    uint64_t printed; /* stands for the lines printed */
    long count;
    char *output; /* of the first; owned */
    char *errors; /* of the first; owned */
};

enum { ENDINGS_MAX = 64 };

/* Owns its members. */
struct endings {
    struct ending items[ENDINGS_MAX]; /* as they were met */
    size_t count;
    long more; /* runs that ended otherwise, beyond what is kept */
    long runs;
};

/* Counts a run. compare_output: what it printed belongs to its end. */
void endings_add(struct endings *endings, const struct child_result *result, bool compare_output);

void endings_release(struct endings *endings);

/* The most frequent end; NULL: there was no run. */
const struct ending *endings_usual(const struct endings *endings);

/* The first line that the run printed and the other did not, at most size
 * bytes of it; "" where there is none. */
const char *ending_differs(const struct ending *ending, const struct ending *other, char *text,
                           size_t size);

#endif

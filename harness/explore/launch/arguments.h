/* arguments.h: the command line of a program under exploration, as its engine
 * reads it (runtime/start.c). */
#ifndef RACELAB_EXPLORE_ARGUMENTS_H
#define RACELAB_EXPLORE_ARGUMENTS_H

#include "explore/launch/launch.h"

enum { ARGUMENTS_MAX = 256 };

struct arguments {
    char *items[ARGUMENTS_MAX]; /* owned; the binary first; NULL after the last */
    size_t count;
    char *lessons; /* a temporary file, gone with the arguments; NULL: none is needed */
};

/* Returns 0, or a negative errno where a temporary file could not be written;
 * the arguments are to be released either way. */
int arguments_init(struct arguments *arguments, const struct launch_order *order);

/* Takes over value. */
void arguments_add(struct arguments *arguments, const char *name, char *value);

/* What the program itself is given, after everything else: words, with quotes
 * around those that hold spaces. Returns 0, or -E2BIG or -EINVAL (a quote that
 * is not closed). */
int arguments_add_program(struct arguments *arguments, const char *text);

void arguments_release(struct arguments *arguments);

#endif

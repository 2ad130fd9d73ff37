/* arguments.h: the command line of a program under exploration, as its engine
 * reads it (runtime/start.c). */
#ifndef RACELAB_EXPLORE_ARGUMENTS_H
#define RACELAB_EXPLORE_ARGUMENTS_H

#include "explore/launch/launch.h"

enum { ARGUMENTS_MAX = 32 };

struct arguments {
    char *items[ARGUMENTS_MAX]; /* owned; the binary first; NULL after the last */
    size_t count;
};

void arguments_init(struct arguments *arguments, const struct launch_order *order);

/* Takes over value. */
void arguments_add(struct arguments *arguments, const char *name, char *value);
void arguments_release(struct arguments *arguments);

#endif

/* given.h: files that exist outside, read once in the life of the process. */
#ifndef RACELAB_EXPLORE_GIVEN_H
#define RACELAB_EXPLORE_GIVEN_H

#include "explore/runtime/runtime.h"

#include <sys/stat.h>

enum { GIVEN_MAX = 1024 };

struct given {
    char *path;
    char *bytes; /* of a regular file */
    uint64_t size;
    struct stat status;
};

extern struct given given[GIVEN_MAX];

/* Its number, or a negative errno. A directory has no bytes. */
int given_find(const char *path);

#endif

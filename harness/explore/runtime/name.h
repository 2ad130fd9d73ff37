/* name.h: paths that the program made or removed; all others are as outside. */
#ifndef RACELAB_EXPLORE_NAME_H
#define RACELAB_EXPLORE_NAME_H

#include "explore/runtime/file.h"

enum name_state { NAME_OUTSIDE, NAME_OWN, NAME_REMOVED };

/* What stands under this path; NAME_OWN sets *file. */
enum name_state name_find(const char *path, struct file **file);

/* From now on the path leads to the file; NULL: to nothing. */
void name_set(const char *path, struct file *file);

#endif

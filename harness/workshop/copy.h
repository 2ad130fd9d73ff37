/* copy.h: copies files and folders. */
#ifndef RACELAB_WORKSHOP_COPY_H
#define RACELAB_WORKSHOP_COPY_H

/* Makes the folders above the path that do not exist. Returns 0 or a negative
 * errno. */
int copy_parents(const char *path);

/* Copies regular files and folders, with all below; links and others are left
 * out. Returns 0 or a negative errno; what was copied before stays. */
int copy_tree(const char *from, const char *to);

#endif

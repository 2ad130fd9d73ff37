/* progress.h: how far somebody is: a small text file, a fact a line.
 *
 *     racelab-progress 1
 *     current bank-withdraw
 *     passed counter
 *     hints bank-withdraw 2          tiers of hints that were shown
 *
 * Exercises stand there by name, so that a pack may grow or change its order;
 * names that the pack does not know are kept. The file is replaced as a whole.
 */
#ifndef RACELAB_WORKSHOP_PROGRESS_H
#define RACELAB_WORKSHOP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

enum { PROGRESS_VERSION = 1 };

struct progress_entry {
    char *name;
    bool passed;
    int hints;
};

struct workshop_progress {
    char *current; /* NULL: none was chosen */
    struct progress_entry *entries;
    size_t count;
};

/* Reads the file; one that does not exist is empty. Returns 0, -EINVAL where it
 * is damaged, -ENOTSUP where it is of a newer version, or another negative
 * errno. After 0 the caller releases the progress. */
int progress_read(const char *path, struct workshop_progress *progress);

/* Replaces the file. Returns 0 or a negative errno; the old one then stands. */
int progress_write(const char *path, const struct workshop_progress *progress);
void progress_release(struct workshop_progress *progress);

/* The entry of that name, made where there is none. */
struct progress_entry *progress_entry(struct workshop_progress *progress, const char *name);

bool progress_passed(const struct workshop_progress *progress, const char *name);
void progress_set_current(struct workshop_progress *progress, const char *name);

#endif

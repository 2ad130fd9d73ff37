/* saved_file.h: a file that a person keeps: written under a temporary name
 * beside its own, synced and renamed, so that it is either there whole or as it
 * was before.
 */
#ifndef RACELAB_REPORT_SAVED_FILE_H
#define RACELAB_REPORT_SAVED_FILE_H

#include <stdio.h>

struct saved_file {
    const char *path; /* borrowed */
    char *temporary;  /* owned; same folder, and same ending, which tools look at */
    FILE *stream;     /* open for writing */
};

/* Creates the temporary file. Returns 0 or a negative errno; nothing is left
 * behind then. */
int saved_file_init(struct saved_file *file, const char *path);

/* Makes the file appear under its name. Returns 0 or a negative errno. The
 * file is released either way. */
int saved_file_commit(struct saved_file *file);

/* Gives it up; what stood under its name stays. */
void saved_file_discard(struct saved_file *file);

#endif

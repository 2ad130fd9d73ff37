/* file.h: whole files, and folders that vanish after use. */
#ifndef RACELAB_SANITIZE_FILE_H
#define RACELAB_SANITIZE_FILE_H

#include <stddef.h>

/* Reads a file to its end into *text, NUL-terminated, which the caller frees.
 * Returns 0 or a negative errno. */
int file_read(const char *path, char **text, size_t *size);

/* Makes a private folder below TMPDIR or /tmp. Returns its path, which the
 * caller hands to scratch_remove(), or NULL with errno set. */
char *scratch_make(void);

/* Reads all files of the folder whose names begin with the prefix, by name, one
 * after the other. The caller frees the text; never NULL. */
char *scratch_read(const char *folder, const char *prefix, size_t *size);

/* Removes the folder and the files in it, and frees the path. */
void scratch_remove(char *folder);

#endif

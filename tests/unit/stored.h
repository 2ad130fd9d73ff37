/* stored.h: the stored reports, and files of expected text beside them.
 *
 * With RACELAB_UPDATE set in the environment the expected files are written
 * instead of compared: review the difference before committing it.
 */
#ifndef RACELAB_TESTS_STORED_H
#define RACELAB_TESTS_STORED_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sanitize/file.h"

/* Calls visit with the path and the text of every file of the folder that ends
 * so. Returns how many there were. */
static inline int stored_each(const char *folder, const char *ending,
                              void (*visit)(const char *path, const char *text, size_t size))
{
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort), seen = 0;
    for (int i = 0; i < count; i++) {
        char path[4096], *text;
        size_t size, length = strlen(names[i]->d_name), tail = strlen(ending);
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        bool wanted = length > tail && strcmp(names[i]->d_name + length - tail, ending) == 0;
        if (wanted && file_read(path, &text, &size) == 0) {
            visit(path, text, size);
            free(text);
            seen++;
        }
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return seen;
}

/* Whether the file at path holds this text; prints both where it does not. */
static inline bool stored_equals(const char *path, const char *text)
{
    char *expected = NULL;
    size_t size;
    if (getenv("RACELAB_UPDATE") != NULL) {
        FILE *file = fopen(path, "w");
        return file != NULL && fputs(text, file) >= 0 && fclose(file) == 0;
    }
    bool same = file_read(path, &expected, &size) == 0 && strcmp(expected, text) == 0;
    if (!same)
        fprintf(stderr, "%s: expected\n%s\nbut got\n%s\n", path,
                expected == NULL ? "(no such file)" : expected, text);
    free(expected);
    return same;
}

/* The path with its ending replaced; in a static buffer. */
static inline const char *stored_beside(const char *path, const char *ending)
{
    static char beside[4096];
    size_t length = (size_t)(strrchr(path, '.') - path);
    snprintf(beside, sizeof beside, "%.*s%s", (int)length, path, ending);
    return beside;
}

#endif

#include "explore/runtime/name.h"
#include "explore/runtime/access.h"

#include <string.h>

enum { NAMES_MAX = 256, REMOVED = FILES_MAX + 1 };

static char *paths[NAMES_MAX];    /* in any execution so far; never forgotten */
static uint64_t leads[NAMES_MAX]; /* of the state: 0: as outside, a file + 1, or REMOVED */
static unsigned count;

static unsigned intern(const char *path)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(paths[i], path) == 0)
            return i;
    if (count == NAMES_MAX)
        runtime_unsupported("more than 256 different files that are written");
    paths[count] = arena_reserve(strlen(path) + 1);
    strcpy(paths[count], path);
    return count++;
}

enum name_state name_find(const char *path, struct file **file)
{
    for (unsigned i = 0; i < count; i++)
        if (leads[i] && strcmp(paths[i], path) == 0) {
            if (leads[i] == REMOVED)
                return NAME_REMOVED;
            *file = &files[leads[i] - 1];
            return NAME_OWN;
        }
    return NAME_OUTSIDE;
}

void name_set(const char *path, struct file *file)
{
    unsigned number = intern(path);
    if (leads[number] && leads[number] != REMOVED)
        model_store(&files[leads[number] - 1].named, 0);
    model_store(&leads[number], file ? (uint64_t)(file - files) + 1 : REMOVED);
    if (file)
        model_store(&file->named, 1);
}

/* folder.h: a workshop's folder on disk.
 *
 *     exercises/NAME.c          what the person edits
 *     .racelab/workshop         "racelab-workshop 1", and the language
 *     .racelab/progress         progress.h
 *     .racelab/pack/            the exercises as they came, with the answers
 *     .racelab/source/          the harness, for the Makefile
 *     .racelab/lock             held by the one that watches
 */
#ifndef RACELAB_WORKSHOP_FOLDER_H
#define RACELAB_WORKSHOP_FOLDER_H

#include "workshop/pack.h"
#include "workshop/progress.h"

enum { FOLDER_VERSION = 1 };

struct folder {
    char *path;     /* absolute */
    char *language; /* NULL: English */
    struct pack pack;
    struct workshop_progress progress;
    char *damaged; /* where a damaged progress file was put; NULL: it was whole */
    int lock;      /* -1: not held */
};

/* Opens the workshop in `path` or in a folder above it. Returns 0, or an exit
 * code with *complaint, one line that the caller frees. A damaged progress file
 * is put aside; folder->damaged says where, and progress begins anew. After 0
 * the caller releases the folder. */
int folder_open(const char *path, struct folder *folder, char **complaint);
void folder_release(struct folder *folder);

/* Takes the folder for itself, until it is released or the process ends. Returns
 * 0, -EBUSY where another watches it, or another negative errno. */
int folder_lock(struct folder *folder);

/* exercises/NAME.c; the caller frees it. */
char *folder_file(const struct folder *folder, const struct exercise *exercise);

/* The folder with the exercise's headers as the explorer is to see them; NULL:
 * it has no headers of its own. The caller frees it. */
char *folder_models(const struct folder *folder, const struct exercise *exercise);

/* Writes what was passed. Returns 0 or a negative errno. */
int folder_save(const struct folder *folder);

/* Whether the person's file is still as it was given; *there: it exists. */
bool folder_untouched(const struct folder *folder, const struct exercise *exercise, bool *there);

/* Writes the exercise's file as it was given. Returns 0 or a negative errno. */
int folder_reset(const struct folder *folder, const struct exercise *exercise);

/* The exercise to work on: the chosen one, else the first that is not passed,
 * else the last. */
const struct exercise *folder_current(const struct folder *folder);

#endif

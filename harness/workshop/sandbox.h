/* sandbox.h: the command line that runs the tool on somebody else's submission
 * where it can do no harm (bubblewrap): namespaces of its own for processes,
 * network and all else; a read-only system; of people's files the submission
 * alone; a small folder in memory to write to.
 */
#ifndef RACELAB_WORKSHOP_SANDBOX_H
#define RACELAB_WORKSHOP_SANDBOX_H

#include "build/command.h"

#include <stdbool.h>

struct sandbox_order {
    const char *tool;  /* this program */
    const char *lib;   /* its own files */
    const char *pack;  /* the exercises */
    const char *cache; /* what was found out of them before; may not exist */
    const char *file;  /* the submission; seen as /submission/NAME.c */
    const char *name;  /* of the exercise */
};

/* Where the submission and the pack are in there. */
#define SANDBOX_FILE "/submission"
#define SANDBOX_PACK "/pack"
#define SANDBOX_CACHE "/cache"

/* Appends the words up to, not with, the command that runs in there. */
void sandbox_words(const struct sandbox_order *order, struct command *words);

/* Limits this process and all that it starts: memory and time of each, files,
 * number of processes. For the process in the sandbox. */
void sandbox_limit(void);

/* Whether this machine can: bwrap is there and may make namespaces. */
bool sandbox_works(void);

#endif

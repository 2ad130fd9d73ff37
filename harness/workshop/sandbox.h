/* sandbox.h: the command line that runs the tool on somebody else's submission
 * where it can do no harm (bubblewrap): namespaces of its own for processes,
 * network and all else; a read-only system; of people's files the submission
 * alone; a small folder in memory to write to.
 *
 * For root no limit on the number of processes holds, whatever namespace it is
 * in, so root has the submission judged as nobody (setpriv). Then the files of
 * the tool and of the pack must be readable for everybody; where they are not,
 * the limits on time and memory remain.
 */
#ifndef RACELAB_WORKSHOP_SANDBOX_H
#define RACELAB_WORKSHOP_SANDBOX_H

#include "build/command.h"

#include <stdbool.h>

struct sandbox_order {
    const char *tool;     /* this program */
    const char *lib;      /* its own files */
    const char *pack;     /* the exercises */
    const char *exercise; /* one of them */
    const char *cache;    /* what was found out of them before; may not exist */
};

/* Where the tool and the pack are in there. The submission comes on standard input. */
#define SANDBOX_TOOL "/racelab/bin/racelab"
#define SANDBOX_PACK "/pack"
#define SANDBOX_CACHE "/cache"

/* Appends the words up to, not with, the command that runs in there. After
 * sandbox_works(). */
void sandbox_words(const struct sandbox_order *order, struct command *words);

/* Limits this process and all that it starts: memory and time of each, files,
 * number of processes. For the process in the sandbox. */
void sandbox_limit(void);

/* Whether this machine can: bwrap is there and may make namespaces. Finds out how. */
bool sandbox_works(const struct sandbox_order *order);

#endif

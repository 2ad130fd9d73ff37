/* cache.h: programs that were built before, in XDG_CACHE_HOME/racelab (or
 * ~/.cache/racelab).
 *
 *     builds/keys/KEY          the files that the build of that order read, a path a line
 *     builds/entries/DIGEST/   what it made; DIGEST stands for KEY and the contents of those files
 *     builds/entries/.new-*    a build at work
 *
 * An entry never changes once it has its name, so that any number of processes
 * may use the cache at once: who builds the same at the same time builds it
 * twice, and the first to finish is kept. Whoever uses an entry holds a shared
 * lock on its folder, which eviction respects; a process that dies lets go.
 *
 * Beyond RACELAB_CACHE_MIB mebibytes (1,024 unless told) the entries that were
 * not used for longest go.
 */
#ifndef RACELAB_BUILD_CACHE_H
#define RACELAB_BUILD_CACHE_H

#include "build/command.h"

#include <stdbool.h>
#include <time.h>

/* A folder in use: an entry, or a build at work. */
struct cache_entry {
    char *folder;   /* owned */
    int lock;       /* descriptor that holds the lock */
    bool temporary; /* not in the cache: gone when it is released */
};

/* Whether a build with this key was kept and has read nothing that changed
 * since; then *entry is in use until the caller releases it. */
bool cache_find(const char *key, struct cache_entry *entry);

/* Makes an empty folder to build in: in the cache or, where that cannot be
 * written, below TMPDIR; *refused is then the errno of the cache, else 0.
 * Returns 0 or a negative errno. The caller hands it to cache_keep() or
 * releases it. */
int cache_begin(struct cache_entry *work, int *refused);

/* Gives the folder its name in the cache, from the key and the files that the
 * build read; *work stays in use, under its new name or as the equal entry that
 * somebody else has made. `started` is when the build began (CLOCK_REALTIME_COARSE): where a
 * file changed since, or the cache does not take it, *work remains temporary. */
void cache_keep(const char *key, const struct command *inputs, struct timespec started,
                struct cache_entry *work);

/* Ends the use. A temporary folder is removed. */
void cache_release(struct cache_entry *entry);

/* The cache's folder, for messages; the caller frees it. */
char *cache_folder(void);

#endif

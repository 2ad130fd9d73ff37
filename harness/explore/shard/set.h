/* set.h: the documents of a sharded search, put together by program: each
 * shard of each program there once, and all of one search.
 */
#ifndef RACELAB_EXPLORE_SHARD_SET_H
#define RACELAB_EXPLORE_SHARD_SET_H

#include "explore/shard/document.h"

/* All shards of one program. */
struct shard_group {
    const char *name; /* borrowed from the first document */
    struct shard_part *parts;
    size_t count;
    struct tape tape; /* what all of them know of the program's addresses */
};

struct shard_set {
    json_t **documents;
    size_t document_count;
    struct shard_group *groups; /* in the order in which they are met */
    size_t group_count;
    bool partial; /* a document says that its search was interrupted */
};

/* Reads the files (NULL-terminated). Returns 0, or EXIT_USAGE after a line to
 * standard error that begins with `program`, one for each program where shards
 * are missing. The caller releases the set after either. */
int shard_set_read(struct shard_set *set, const char *const *paths, const char *program);
void shard_set_release(struct shard_set *set);

#endif

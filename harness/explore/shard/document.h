/* document.h: a shard as `racelab explore --json` tells it, so that `racelab
 * merge` can join it with others where neither program nor compiler is: the
 * engine's own report, what the addresses in it are called, and what was searched
 * (docs/reference/json.md, `shard`).
 */
#ifndef RACELAB_EXPLORE_SHARD_DOCUMENT_H
#define RACELAB_EXPLORE_SHARD_DOCUMENT_H

#include "explore/launch/launch.h"
#include "explore/trace/explore_text.h"
#include "explore/trace/tape.h"

#include <jansson.h>

enum { SHARD_VERSION = 1 };

/* What was searched, and in how many parts. Borrowed from whoever asks. */
struct shard_origin {
    const struct launch_order *order;
    const char *const *operands; /* a lab's variant, or files; NULL-terminated */
    const char *wire;            /* the engine's report */
    struct tape *tape;           /* that explored->symbols are recorded on */
};

/* A new object. What merge may ask the symbols for, it asks, and so records. */
json_t *shard_json(const struct explored *explored);

/* One shard, read back. */
struct shard_part {
    char *path;                  /* the document it comes from */
    json_t *variant;             /* what `explore` said of it; borrowed from the document */
    const json_t *configuration; /* borrowed likewise */
    unsigned number, count;
    struct exploration exploration;
};

/* Reads the variant's shard; what it knows of addresses is added to the tape.
 * Returns NULL, or why it cannot be used, in a few words: then there is nothing to
 * release. */
const char *shard_read(json_t *variant, struct shard_part *part, struct tape *tape);
void shard_part_release(struct shard_part *part);

#endif

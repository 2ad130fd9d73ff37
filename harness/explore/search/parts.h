/* parts.h: the tree of a depth-first search, cut into parts that machines can
 * search without knowing of each other.
 *
 * The tree is cut below its first choices (steps with more than one way to go
 * on), after as few of them as give PARTS_PER_SHARD parts to each shard. An
 * execution that is over before is a part as well. Parts have numbers in the
 * order of the walk, and shard I of N takes every Nth, from I on: neighbours
 * are alike, so that each shard gets some of every kind.
 *
 * A step above the cut belongs to the first part that it leads to, so that all
 * shards together count every step once.
 */
#ifndef RACELAB_EXPLORE_PARTS_H
#define RACELAB_EXPLORE_PARTS_H

#include "explore/search/search.h"

enum { PARTS_PER_SHARD = 64 };

struct part {
    const struct step *path; /* that leads there */
    uint64_t length;
    uint64_t steps; /* of the path, those that belong to the part */
    unsigned spent; /* preemptions on the path */
    double weight;  /* of what lies below, all being 1 and branches equally large */
};

/* One part: everything. */
void parts_whole(void);

/* Begins anew, with none, for the shard of so many (settings->shard). */
void parts_begin(const struct search_settings *settings);

/* The next part in the order of the walk; the path is copied. It is kept
 * where it is this shard's. */
void parts_meet(const struct part *part);

/* Whether those met are enough to share out. */
bool parts_suffice(void);

/* Those of this shard. */
uint64_t parts_count(void);
const struct part *parts_at(uint64_t number);
double parts_weight(void); /* of all of them */

/* Cuts the tree of the executions with at most `bound` preemptions for
 * settings->shards. The model must be at its start, and is again afterwards.
 * Where the search is over before that is done, result->end says so. */
void parts_cut(const struct search_settings *settings, struct search_result *result,
               unsigned bound);

#endif

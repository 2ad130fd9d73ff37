/* wakeup.h: ordered wakeup trees, the plans of dpor. */
#ifndef RACELAB_EXPLORE_WAKEUP_H
#define RACELAB_EXPLORE_WAKEUP_H

#include "explore/search/dependence.h"
#include "explore/search/search.h"

#include <stdatomic.h>

enum { DPOR_DEPTH = 4096 };

/* A node of an ordered wakeup tree: a thread and what it will do. Siblings in
 * order of insertion; a node without children is a leaf.
 *
 * A node may lie in memory that processes share (shared_tree.h). There it is
 * linked once it is complete, lists grow at their ends only, and the links are
 * read without a lock: acquire, paired with the release of whoever links. */
struct wakeup {
    struct wakeup *_Atomic next;
    struct wakeup *_Atomic children;
    _Atomic bool sealed; /* shared: explored by somebody, with all that begins with it */
    struct deed deed;
};

static inline struct wakeup *wakeup_next(struct wakeup *node)
{
    return atomic_load_explicit(&node->next, memory_order_acquire);
}

static inline struct wakeup *wakeup_children(struct wakeup *node)
{
    return atomic_load_explicit(&node->children, memory_order_acquire);
}

/* Makes it a leaf without siblings. */
void wakeup_init(struct wakeup *node, const struct deed *deed);

struct wakeup *wakeup_node(const struct deed *deed);

/* Gives back one node of wakeup_node(); its children must have been taken over. */
void wakeup_release(struct wakeup *node);

/* A sequence of steps to be made possible: v in the paper. The deeds are
 * borrowed. */
struct sequence {
    const struct deed *deeds[DPOR_DEPTH + 1];
    unsigned count;
};

/* Weak initials: could the step go first in the sequence without making a
 * difference? *index: its place there, or count. */
bool sequence_may_begin_with(const struct sequence *sequence, const struct deed *deed,
                             unsigned *index);

/* Where a sequence belongs: at the end of a list of siblings. */
struct wakeup_place {
    struct wakeup *_Atomic *list; /* NULL: nowhere, a branch leads to it already */
    struct wakeup *above;         /* whose children the list holds; NULL: those of the level */
};

/* insert_[E](v, wut(E)): where the sequence is to be added behind `first`, the
 * branch under way. Takes from the sequence what the branches on the way do. */
struct wakeup_place wakeup_place(struct wakeup *first, struct sequence *sequence);

/* The same from a place that it gave before, where others may have been faster. */
void wakeup_place_again(struct wakeup_place *place, struct sequence *sequence);

/* Adds the sequence as a branch there; `make` says where its nodes come from.
 * Returns its first node. */
struct wakeup *wakeup_append(const struct wakeup_place *place, const struct sequence *sequence,
                             struct wakeup *(*make)(const struct deed *deed));

#endif

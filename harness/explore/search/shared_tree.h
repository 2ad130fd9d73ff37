/* shared_tree.h: the upper part of the wakeup trees, which the processes of a
 * search explore together.
 *
 * A branch of it leads to a level. Either the level is shared, and its branches
 * are here; or the branch is a leaf, and what lies below is left to one process,
 * which plants its own levels there. Who is asked for work makes its uppermost
 * levels shared, down to the first that has branches left (shared_tree_publish).
 *
 * Order is what makes the reduction optimal, so it is the order of the lists,
 * whoever explores what first: in a branch those before it sleep, and a sequence
 * to be made possible goes to the end, unless it is to be found behind one that
 * comes after. Of a leaf that somebody has taken this holds once and for all
 * (`sealed`), though its levels may be shared later. So every process adds to
 * every shared level what it has to reverse there, as one process would, and
 * what sleeps in a branch is the same for all that go through it.
 *
 * Reading takes no lock. Lists only grow; they are given back once all that
 * comes after a sealed branch is explored, when nobody is left who goes there.
 */
#ifndef RACELAB_EXPLORE_SHARED_TREE_H
#define RACELAB_EXPLORE_SHARED_TREE_H

#include "explore/search/dpor.h"

struct shared_branch {
    struct wakeup wakeup; /* first. Its deed is the plan, which does not change */
    struct shared_branch *above;
    uint64_t serial;           /* no other branch had or has it; 0: none */
    uint32_t depth;            /* of the level that it leads to */
    uint32_t open;             /* leaves that it leads to, or is, and that are not explored */
    uint64_t executions;       /* done below it, as far as anybody has said */
    _Atomic uint64_t estimate; /* of a leaf that somebody has taken: all below it */
    struct deed taken;         /* what the step does in truth, */
    _Atomic bool settled;      /* release: if this is set */
    _Atomic bool passed;       /* somebody has taken the step */
    struct shared_branch *before, *after; /* in the list of the leaves that wait */
};

static inline struct shared_branch *shared_branch_of(struct wakeup *node)
{
    return (struct shared_branch *)(void *)node;
}

/* Address space for the tree, before the processes are forked. */
void shared_tree_reserve(void);
void shared_tree_release(void);

/* Everything is one leaf that waits. Before there is a team. */
void shared_tree_plant(void);

/* Tells a new team how many wait. */
void shared_tree_offer(void);

/* The leaf nearest to the root, which is the caller's from now on; NULL: none
 * waits. With team_lock(). */
struct shared_branch *shared_tree_take(void);

/* The caller's leaf is explored. Takes the lock. */
void shared_tree_close(struct dpor *dpor);

/* The branch that everything is below. */
const struct shared_branch *shared_tree_root(void);

/* Notes what dpor_estimate() says of the caller's leaf, where it has one. */
void shared_tree_estimate_own(const struct dpor *dpor);

/* How many executions there may be in all; 0: nobody can say now. A branch that
 * nobody has begun is taken to be as large as those beside it. */
double shared_tree_estimate(void);

/* Adds a sequence to a shared level whose branch under way is `first`, at the
 * place that wakeup_place() gave for it. Takes the lock. */
void shared_tree_add(struct wakeup *first, struct wakeup_place place, struct sequence *sequence);

/* Notes what the step of the branch does. */
void shared_branch_settle(struct shared_branch *branch, const struct deed *deed);

/* Makes levels shared, from the caller's first on to the shallowest that has
 * branches left. Nothing where none has. Takes the lock. */
void shared_tree_publish(struct dpor *dpor);

/* Makes all levels shared and leaves what is to be explored to others; the
 * levels must not be used any more. Takes the lock. */
void shared_tree_hand_over(struct dpor *dpor);

#endif

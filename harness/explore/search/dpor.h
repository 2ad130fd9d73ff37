/* dpor.h: the parts of the optimal reduction: the stack of levels, the events
 * of the execution with their vector clocks, and the wakeup trees. */
#ifndef RACELAB_EXPLORE_DPOR_H
#define RACELAB_EXPLORE_DPOR_H

#include "explore/runtime/waiting.h"
#include "explore/search/search.h"

enum { DPOR_THREADS = 64, DPOR_DEPTH = 1024 };

/* A node of an ordered wakeup tree: a thread and what it will do. Siblings in
 * order of insertion; a node without children is a leaf. */
struct wakeup {
    struct wakeup *next, *children;
    unsigned thread;
    struct op op;
};

struct wakeup *wakeup_node(unsigned thread, const struct op *op);

/* Gives back one node; its children must have been taken over. */
void wakeup_release(struct wakeup *node);

/* A sequence of events to be made possible: v in the paper. */
struct wakeup_event {
    unsigned thread;
    struct op op;
};

/* Weak initials: could the thread, about to do op, go first in the sequence
 * without making a difference? *index: its first event there, or count. */
bool wakeup_weak_initial(const struct wakeup_event *sequence, unsigned count, unsigned thread,
                         const struct op *op, unsigned *index);

/* insert_[E](v, wut(E)): adds the sequence behind `first`, the branch under
 * way, unless a branch leads to it already. Destroys the sequence. */
void wakeup_insert(struct wakeup *first, struct wakeup_event *sequence, unsigned count);

struct clock {
    uint32_t at[DPOR_THREADS]; /* how many events of each thread are before */
};

/* One step of the execution under way. */
struct dpor_event {
    unsigned thread;
    uint32_t number; /* among the events of its thread, from 1 */
    struct op op;
    uint64_t pc;
    bool acquired;                        /* it took a mutex */
    struct clock order;                   /* what happens before it, conflicts included */
    struct clock known;                   /* what is before it by synchronisation alone */
    uint64_t reversible[DPOR_DEPTH / 64]; /* bit per earlier event that it races with */
    uint64_t saves;                       /* length of dpor->saves before it */
};

/* The clocks of a thread before they changed. */
struct clock_save {
    unsigned thread;
    struct clock order, known;
};

struct level {
    struct mark mark;
    struct step taken;
    uint64_t sleep;                    /* threads, bit by bit */
    struct op sleep_ops[DPOR_THREADS]; /* what the sleeping ones would do */
    struct wakeup *tree;               /* its first branch is the one under way */
};

struct dpor {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    uint64_t depth;
    struct dpor_event *events; /* one per level below depth */
    struct clock order[DPOR_THREADS], known[DPOR_THREADS];
    struct clock_save *saves;
    uint64_t saved;
    struct step path[DPOR_DEPTH];
};

struct dpor *dpor_new(const struct search_settings *settings, struct search_result *result);
void dpor_release(struct dpor *dpor);

/* The path to the level is one to the goal. */
void dpor_reach(struct dpor *dpor, unsigned goal, uint64_t depth);

/* Notes the step that the thread is about to take: its clocks, its races. */
void races_record(struct dpor *dpor, unsigned thread);
void races_forget(struct dpor *dpor); /* of the event at dpor->depth, which is undone */

/* What `from` knows, `to` knows too: creation and join. */
void races_inherit(struct dpor *dpor, unsigned from, unsigned to);

/* At the end of an execution: plans the reversal of each of its races. */
void races_reverse(struct dpor *dpor);

#endif

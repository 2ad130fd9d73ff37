/* dpor.h: the parts of the optimal reduction: the stack of levels, the events
 * of the execution with their vector clocks, and the wakeup trees. */
#ifndef RACELAB_EXPLORE_DPOR_H
#define RACELAB_EXPLORE_DPOR_H

#include "explore/search/dependence.h"
#include "explore/search/search.h"

enum { DPOR_THREADS = 64, DPOR_DEPTH = 4096, DPOR_SLEEPERS = 2 * DPOR_THREADS };

/* A node of an ordered wakeup tree: a thread and what it will do. Siblings in
 * order of insertion; a node without children is a leaf. */
struct wakeup {
    struct wakeup *next, *children;
    struct deed deed;
};

struct wakeup *wakeup_node(const struct deed *deed);

/* Gives back one node; its children must have been taken over. */
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

/* insert_[E](v, wut(E)): where the sequence is to be added behind `first`, the
 * branch under way; NULL where a branch leads to it already. Takes from the
 * sequence what the branches on the way do. */
struct wakeup **wakeup_place(struct wakeup *first, struct sequence *sequence);
void wakeup_append(struct wakeup **place, const struct sequence *sequence);

struct clock {
    uint32_t at[DPOR_THREADS]; /* how many events of each thread are before */
};

/* One step of the execution under way, or one that a thread could not take. */
struct dpor_event {
    struct deed deed;
    uint32_t number; /* among the events of its thread, from 1 */
    uint64_t pc;
    struct clock order;                   /* what happens before it, conflicts included */
    uint64_t reversible[DPOR_DEPTH / 64]; /* bit per earlier event that it races with */
    uint64_t saves;                       /* length of dpor->saves before it */
};

/* The clock of a thread before it changed. */
struct clock_save {
    unsigned thread;
    struct clock order;
};

struct level {
    struct mark mark;
    struct step taken;
    unsigned sleepers;
    struct deed sleep[DPOR_SLEEPERS]; /* steps that need not go first here */
    struct wakeup *tree;              /* its first branch is the one under way */
};

struct dpor {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    uint64_t depth;
    uint64_t at;               /* the level that the model is at: at most depth */
    struct dpor_event *events; /* one per level below depth */
    struct clock order[DPOR_THREADS];
    struct clock_save *saves;
    uint64_t saved;
    struct step path[DPOR_DEPTH];
};

struct dpor *dpor_new(const struct search_settings *settings, struct search_result *result);
void dpor_release(struct dpor *dpor);

/* The path to the level is one to the goal. */
void dpor_reach(struct dpor *dpor, unsigned goal, uint64_t depth);

/* Takes the model to the mark of a level that it has passed, or on to the
 * level `depth` along the steps taken. Nobody takes notice. */
void dpor_retreat(struct dpor *dpor, uint64_t depth);
void dpor_catch_up(struct dpor *dpor);

/* Whether the thread can go on now: its step is possible and it is in no
 * waiting loop. */
bool dpor_can_step(unsigned thread);

/* Notes the step that is about to be taken: its clock, its races. */
void races_record(struct dpor *dpor, const struct deed *deed);
void races_forget(struct dpor *dpor); /* of the event at dpor->depth, which is undone */

/* The newest event ended the execution: nothing commutes with it. */
void races_end(struct dpor *dpor);

/* Fills events[place] for a step that the thread has not taken, after the
 * whole execution. */
void races_pending(struct dpor *dpor, unsigned thread, uint64_t place);

/* What `from` knows, `to` knows too: creation and join. */
void races_inherit(struct dpor *dpor, unsigned from, unsigned to);

static inline bool event_is_after(const struct dpor_event *later, const struct dpor_event *earlier)
{
    return later->order.at[earlier->deed.thread] >= earlier->number;
}

/* At the end of an execution: plans the reversal of each of its races. The
 * model may be left at an earlier level (dpor->at). */
void reversals_plan(struct dpor *dpor);

/* Plans the step as another branch of the level, unless that is redundant. */
void reversals_offer(struct dpor *dpor, struct level *level, const struct deed *deed);

#endif

/* dpor.h: the parts of the optimal reduction: the stack of levels, the events
 * of the execution with their vector clocks, and the wakeup trees. */
#ifndef RACELAB_EXPLORE_DPOR_H
#define RACELAB_EXPLORE_DPOR_H

#include "explore/search/wakeup.h"

enum { DPOR_THREADS = 64, DPOR_SLEEPERS = 2 * DPOR_THREADS };

struct clock {
    uint32_t at[DPOR_THREADS]; /* how many events of each thread are before */
};

/* One step of the execution under way, or one that a thread could not take. */
struct dpor_event {
    struct deed deed;
    uint8_t role;    /* the deed's, before it is known that the step fails */
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

struct shared_branch;

struct level {
    struct mark mark;
    struct step taken;
    bool preempts;                    /* that step leaves a thread which could have gone on */
    bool has_all;                     /* it was given every branch (split.h) */
    unsigned sleepers, inherited;     /* of these, from the level before */
    struct deed sleep[DPOR_SLEEPERS]; /* steps that need not go first here */
    struct wakeup *tree;              /* its first branch is the one under way */
    uint64_t serial;                  /* of that branch, where the level is shared */
    uint64_t opened, begun;           /* executions when the level was opened, its branch begun */
};

struct dpor {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    uint64_t depth;
    uint64_t at;               /* the level that the model is at: at most depth */
    uint64_t base;             /* the first level that is this process's alone (shared_tree.h) */
    struct shared_branch *own; /* the branch that leads there */
    uint64_t credited;         /* executions that the shared tree knows of */
    struct dpor_event *events; /* one per level below depth */
    struct clock order[DPOR_THREADS];
    struct clock_save *saves;
    uint64_t saved;
    struct step path[DPOR_DEPTH];
};

struct dpor *dpor_new(const struct search_settings *settings, struct search_result *result);
void dpor_release(struct dpor *dpor);

/* The process's search begins, with the model at its start; is under way, or NULL; and
 * ends. */
struct dpor *dpor_begin(const struct search_settings *settings, struct search_result *result);
struct dpor *dpor_under_way(void);
void dpor_end(void);

/* Searches all below the leaf that the model has come to. */
void dpor_search_below(void);

/* Ends the search at that limit. Returns false. */
bool dpor_stop(struct dpor *dpor, const char *limit);

/* What the reduction needs to hold of every step; where it does not, stops. */
bool dpor_allows(struct dpor *dpor, const struct deed *deed);

/* Before the processes part: a limit is told by its address. */
void dpor_write_limits(void);

/* The path to the level is one to the goal. */
void dpor_reach(struct dpor *dpor, unsigned goal, uint64_t depth);

/* Takes the model to the mark of a level that it has passed, or on to the
 * level `depth` along the steps taken. Nobody takes notice. */
void dpor_retreat(struct dpor *dpor, uint64_t depth);
void dpor_catch_up(struct dpor *dpor);

/* Whether the model tells of threads that begin and are joined. */
void dpor_watch(bool on);

/* Takes the step of the branch under way at the level, which is the newest;
 * *deed becomes what it does. False: a limit was met. */
bool dpor_take_branch(struct level *level, struct deed *deed);

/* Undoes that: the level is the newest again. */
void dpor_step_back(void);

/* Takes the step and undoes it: says whether time passes behind it, and returns
 * whether it fails. The model is at the newest level. */
bool dpor_foresee(struct deed *deed);

void dpor_sleep_on(struct level *level, const struct deed *deed);

/* Goes to where the leaf of the shared tree is; the levels on the way are shared. */
void dpor_go_to(struct dpor *dpor, struct shared_branch *leaf);

/* How many executions there may be below the process's own branch, those done
 * included: at each level of the path the branches that are left are taken to be as
 * large as those before them, the one under way by its own estimate (Kilby, Slaney,
 * Thiebaux, Walsh, "Estimating Search Tree Size", AAAI 2006, after Knuth, "Estimating
 * the Efficiency of Backtrack Programs", Mathematics of Computation 29, 1975). */
double dpor_estimate(const struct dpor *dpor);

/* Which share of the search is done after so many executions, for board.h; 0: in a
 * process that shares it with others. */
double dpor_share_done(uint64_t executions);

/* Whether the thread can go on now: its step is possible and it is in no
 * waiting loop. */
bool dpor_can_step(unsigned thread);

/* Whether other processes explore branches of the level too. */
static inline bool level_is_shared(const struct dpor *dpor, const struct level *level)
{
    return level < &dpor->levels[dpor->base];
}

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

static inline bool event_failed(const struct dpor_event *event)
{
    return event->deed.role == ROLE_END && event->role != ROLE_END;
}

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

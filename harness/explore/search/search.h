/* search.h: the one small interface behind which the strategies lie.
 *
 * A strategy drives the model (model.h) and notes what it meets as goals: the
 * ways in which an execution can end, and the data races on the way. It knows
 * nothing of pthreads.
 */
#ifndef RACELAB_EXPLORE_SEARCH_H
#define RACELAB_EXPLORE_SEARCH_H

#include "explore/runtime/model.h"
#include "explore/search/number.h"

struct search_settings {
    uint64_t executions;  /* at most so many, 0: no limit; random and pct: how many */
    double seconds;       /* at most so long, 0: no limit */
    uint64_t transitions; /* at most so many steps in all, 0: no limit */
    uint64_t memory;      /* bytes that stored states may take */
    uint64_t depth;       /* steps of one execution after which it counts as too long */
    uint64_t seed;
    unsigned preemptions; /* bounded: at most so many */
    unsigned changes;     /* pct: priority change points */
    const struct step *schedule;
    uint64_t schedule_length;
    unsigned jobs;   /* processes that may share the search; 0 counts as 1 */
    uint64_t alone;  /* steps that one process tries first: small searches need no others */
    unsigned shard;  /* from 1: this process's part of a search, */
    unsigned shards; /* of so many, that know nothing of each other; 0: all of it */
    bool pause;      /* replay: stop where the schedule ends, and tell everything */
    bool no_count;   /* states: keep no more of a state than that it was seen */
    bool keep_going; /* bounded, random and pct: go on after the first finding */
};

enum search_end {
    SEARCH_COMPLETE, /* everything was visited */
    SEARCH_STOPPED,  /* a limit was met: `limit` says which */
    SEARCH_RESTART   /* a location became visible: start afresh */
};

struct search_result {
    enum search_end end;
    const char *limit;
    uint64_t executions; /* complete ones; 0 for a strategy that merges states */
    uint64_t started;    /* executions begun */
    uint64_t states, transitions;
    uint64_t waiting;       /* states: steps from known states that are still to be taken */
    double bytes_per_state; /* kept for each, on average; 0: none are stored */
    unsigned restarts;      /* how often the search began afresh */
    double wasted;          /* seconds until it did so for the last time */
    bool left_out;          /* a step was left out for its preemptions */
    bool counted;           /* the goals' counts are exact numbers of interleavings */
    unsigned limbs;
    bool cyclic;          /* a state can be entered again: a waiting loop */
    bool forced_left_out; /* paths hold only the steps at which there was a choice */
    double seconds;
};

struct strategy {
    const char *name;
    bool exhaustive;
    bool hashes;          /* it compares states */
    bool shortest;        /* its paths are the best there are, once it is complete, */
    bool shortest_so_far; /* or whenever it ends */
    void (*run)(const struct search_settings *settings, struct search_result *result);
};

extern const struct strategy *const strategies[]; /* NULL-terminated; the first is the default */

/* NULL: there is none of that name. */
const struct strategy *strategy_named(const char *name);

/* Runs it, again and again until the set of visible locations is settled.
 * Leaves the model at its start. */
void search_run(const struct strategy *strategy, const struct search_settings *settings,
                struct search_result *result);

/* Whether the tool has asked for the end (SIGTERM); and the limit that is then
 * said to be met. */
bool search_interrupted(void);
#define SEARCH_INTERRUPTED "interrupted"

/* True when a limit is met (then result->end and ->limit are set). Cheap. */
bool search_over(const struct search_settings *settings, struct search_result *result);

/* Takes steps while exactly one is possible, at most FORCED_MAX. Returns how
 * many are possible then, with them in steps (room for THREADS_MAX); *last
 * becomes the thread of the last step taken; each is appended to *path where
 * path is not NULL. */
enum { FORCED_MAX = 4096 };
unsigned search_pass_forced(struct step *steps, uint16_t *last, struct step **path);

/* Whether it is a preemption that `thread` goes on now instead of `before`: that
 * one could have. */
bool search_preempts(uint16_t before, uint16_t thread);

enum goal_kind { GOAL_OUTCOME, GOAL_STUCK, GOAL_FAILURE, GOAL_RACE, GOAL_ENDLESS, GOAL_PAUSE };

/* Something that an execution can come to. Identical ones are one goal. */
struct goal {
    enum goal_kind kind;
    struct outcome outcome;
    struct failure failure; /* for a race: of the first thread */
    uint64_t other_pc;      /* for a race: the second access */
    uint64_t count[NUMBER_LIMBS_MAX];
    bool reached;
    struct step *path; /* a shortest known way there: fewest preemptions, then fewest steps */
    uint64_t path_length;
    unsigned preemptions;
};

enum { GOALS_MAX = 4096 };

extern struct goal *goals;
extern unsigned goal_count;

void goals_clear(void);

/* Goals and their paths. One that lies in shared memory can be filled by one
 * process and read by another. All zero: empty. */
struct goal_store {
    unsigned count; /* while it is in use, goal_count counts */
    uint64_t paths_used;
    struct goal goals[GOALS_MAX];
    struct step paths[]; /* one after another, never taken back within a search */
};

#define GOAL_STORE_BYTES ((size_t)1 << 32)

/* From now on `goals` are those of the store. Returns the one in use before. */
struct goal_store *goals_use(struct goal_store *store);

/* Adds another store's goals to those in use: counts are summed, the better
 * path stays. The other store must not be in use. */
void goals_join(const struct goal_store *other);

/* Where the other store has a better path to a goal of those in use, takes it. */
void goals_improve(const struct goal_store *other);

/* Puts the goals in an order that follows from what they are, not from when
 * they were met. */
void goals_sort(void);

/* The goal that the model has come to; its status is not MODEL_RUNS. */
unsigned goal_of_end(enum model_end end);

/* An outcome that should not be, or anything but an outcome. An exit status
 * other than 0 is wrong where some execution so far exited with 0. */
bool goal_is_wrong(const struct goal *goal);

/* Whether it is what the model has come to (its status is not MODEL_RUNS), or
 * the race between the next operations of two threads. */
bool goal_is_end(const struct goal *goal, enum model_end end);
bool goal_is_race(const struct goal *goal, unsigned x, unsigned y);

/* Whether something is found once the goal is reached: it is wrong, or others
 * are, now that it is there. */
bool goal_finds(const struct goal *goal);

/* The goal for a race between the next operations of two threads. */
unsigned goal_of_race(unsigned x, unsigned y);

/* The same from the places of the accesses. */
unsigned goal_of_accesses(uint64_t x_pc, uint64_t y_pc, uint64_t address);

unsigned goal_of_endless(void);
unsigned goal_of_pause(void);

/* Calls meet(goal) for every race between the next operation of `thread` and
 * the others'. */
void goals_races_with(unsigned thread, void (*meet)(unsigned goal));

/* Calls visit(x, y) for all threads whose next operations race; for all that
 * the step of `thread` may have brought about. */
void goals_pairs(void (*visit)(unsigned x, unsigned y));
void goals_pairs_after(unsigned thread, void (*visit)(unsigned x, unsigned y));

/* Keeps the path if it is better than the one known. preemptions: as counted
 * along it. */
void goal_reach(unsigned goal, const struct step *path, uint64_t length, unsigned preemptions);

/* Gives the goal another path to the same end. */
void goal_replace(struct goal *goal, const struct step *path, uint64_t length);

#endif

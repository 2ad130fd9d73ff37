/* model.h: the program as a machine that a search steps forward and back.
 *
 * Between steps every living thread is parked at an operation. A strategy
 * asks which steps are possible, takes one, and undoes to a mark; it knows
 * nothing of pthreads. Steps that commute with everything others can do
 * (start, join of a finished thread) are taken by the model itself, at once.
 */
#ifndef RACELAB_EXPLORE_MODEL_H
#define RACELAB_EXPLORE_MODEL_H

#include "explore/runtime/thread.h"
#include "lab/finding_kinds.h"

struct step {
    uint16_t thread;
    uint16_t way; /* which of the ways its operation can go, mostly 0 */
};

enum model_end {
    MODEL_RUNS,
    MODEL_ENDED, /* main returned, or exit(), or every thread is done */
    MODEL_STUCK, /* threads are alive and none can go on */
    MODEL_FAILED /* model.failure says what went wrong in the last step */
};

enum model_leave { MODEL_STAYS, MODEL_LEFT, MODEL_KILLED /* by a signal: nothing is tidied up */ };

struct failure {
    uint64_t kind; /* enum finding_kind, 0: none */
    uint64_t thread;
    uint64_t pc;
    uint64_t address;
    const char *text; /* static, or lives as long as the process; NULL: none */
    uint64_t runs_at; /* of a thread that takes no step: a place where it was seen; 0: another
                       * kind. No part of what the failure is called by */
};

struct outcome {
    int64_t expected, actual;
    char label[32];
    bool known;       /* the program is a lab and check() ran */
    bool exited;      /* the program ended of itself, and no check() ran: */
    uint64_t status;  /* its exit status */
    uint64_t printed; /* names what its threads printed, see runtime/output.h */
};

struct model {
    unsigned current; /* whose segment runs */
    uint64_t count;   /* threads created so far, the numbers 0 .. count - 1 */
    uint64_t most;    /* that any execution so far has created; never undone */
    uint64_t alive;
    uint64_t unjoined; /* ended, and nobody has joined them yet */
    uint64_t actors;   /* started at the gate and still alive */
    uint64_t ended;    /* enum model_leave */
    uint64_t status;   /* of the exit, once it ended */
    uint64_t first;    /* number of the thread called A */
    uint64_t clock;    /* virtual nanoseconds */
    struct failure failure;
    uint64_t judged;        /* this execution reached its outcome */
    struct outcome outcome; /* where it is judged: what the check said */
    struct hash threads_hash;
    uint64_t steps; /* taken in all, for rates */
    uint64_t depth; /* visible steps from the start to here */
    bool spurious;  /* waits on condition variables may end without a signal */
    bool recording; /* events go to the trace */
    /* For a strategy that follows who knows of whom; NULL: nobody asks. */
    void (*on_spawn)(unsigned parent, unsigned child);
    void (*on_join)(unsigned joiner, unsigned target);
};

extern struct model model;

struct mark {
    uint64_t logged, saves, depth;
    struct hash memory_hash, threads_hash;
    struct failure failure;
};

/* Says what main() is. Once, before anything else. */
void model_program(int (*main)(int, char **, char **), int argc, char **argv, char **environment);

/* From wherever the model is, goes to the start: a fresh main(), run to its
 * first choice. To be called again whenever memory.grew was set. */
void model_begin(void);

struct mark model_mark(void);
void model_undo(const struct mark *mark);

/* The possible steps, at most `room` of them, by thread and way. Threads in a
 * waiting loop have none (waiting.h). */
unsigned model_steps(struct step *steps, unsigned room);

/* Whether the thread's next operation is enabled; it may wait nevertheless. */
bool model_can_step(unsigned thread);

/* Whether it is enabled and in a waiting loop (waiting.h). */
bool model_waits(unsigned thread);

/* Lets the thread run to its next operation, outside of any path. True where
 * it came back to the same operation at the same place and changed nothing. */
bool model_try(unsigned thread);

void model_take(struct step step);

enum model_end model_status(void);

struct hash model_hash(void);

/* For the wrappers, while a thread's segment runs. */

/* Declares the calling thread's operation and parks it. */
_Noreturn void model_park(struct op op);

/* Performs the operation at once where that is invisible (nobody else is
 * alive, or it is eager, and it is enabled); parks otherwise. Returns result[0]. */
uint64_t model_perform(struct op op);

unsigned model_spawn(void *(*entry)(void *), void *argument);
void model_finish(void *result);

/* No other thread is alive, and all that ever were have been joined: whatever
 * the running one does is ordered after everything. */
bool model_alone(void);

/* The execution is wrong at this point and ends. From execute() return
 * OP_FAILED after it; from a wrapper use model_fail_here(), which parks. */
void model_fail(enum finding_kind kind, uint64_t address, const char *text);
_Noreturn void model_fail_here(enum finding_kind kind, uint64_t address, const char *text);

#endif

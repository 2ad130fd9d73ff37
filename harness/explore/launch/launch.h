/* launch.h: builds a program for exploration, starts it, and reads what it says. */
#ifndef RACELAB_EXPLORE_LAUNCH_H
#define RACELAB_EXPLORE_LAUNCH_H

#include "build/build.h"
#include "explore/launch/exploration.h"
#include "process/child.h"

struct launch_order;

/* How far a search is, for a person. */
struct launch_sight {
    const struct launch_order *order;
    uint64_t executions, states, transitions;
    uint64_t waiting; /* "states": steps from known states that are still to be taken */
    double growth;    /* new states a second of late; 0: not known yet */
    uint64_t bound;   /* "bounded": preemptions that are allowed now */
    double share;     /* estimated share of the search that is done; 0: nobody can say */
    bool counting;    /* the search is over: interleavings are counted, paths shortened */
    double seconds;   /* since the start */
};

struct launch_order {
    const char *name;     /* of what is explored, for who watches; NULL: none */
    const char *binary;   /* built for exploration */
    const char *strategy; /* "states", "dfs", "random", "pct", "replay" */
    const char *schedule; /* for "replay"; NULL: none */
    /* What the schedule takes for granted, addresses those of this binary; NULL:
     * it is to be found out. */
    struct lesson_list *lessons;
    const char *input;        /* a file that is the program's standard input; NULL: none */
    const char *arguments;    /* of the program, as a person types them; NULL: none */
    const char *const *flags; /* of the compiler, for files; NULL-terminated; NULL: none */
    long threads, increments;
    /* Only these actors, one after another: "0,2"; of the threads that a lab
     * starts itself only these, together. NULL: all. */
    const char *sequence;
    long executions;    /* 0: no limit */
    double seconds;     /* of search */
    long memory;        /* MiB for stored states */
    long jobs;          /* processes that may share the search; 0 counts as 1 */
    long shard, shards; /* this part of a search, from 1, of so many; 0: all of it */
    bool at_once;       /* they share even a search that one could do in a moment: for tests */
    long steps;         /* the longest execution */
    long seed;
    long preemptions; /* "bounded": at most so many */
    bool pause;       /* replay: stop where the schedule ends */
    bool gdb;         /* replay: under gdb, for a person */
    bool no_count;    /* "states": no numbers of interleavings, and less memory */
    bool keep_going;  /* "bounded", "random", "pct": on after the first finding */
    bool spurious;    /* condition variables may wake without a signal */
    /* Called about ten times a second while it searches, and once with NULL
     * when that is over, before anything is printed; NULL: nobody watches. */
    void (*watch)(void *context, const struct launch_sight *sight);
    void *context;
};

/* What came of a program before anybody was told. */
struct launched {
    int failed; /* 0; -E2BIG: too many words of --args; -EINVAL: an open quote; another
                 * negative errno: a temporary file could not be written */
    struct child_result result; /* where that is 0 */
};

/* The halves of launch(), for callers with several explorations at work. The
 * first may be called from any thread. The second must follow: it tells, as
 * launch() does, and releases *launched. */
void launch_run(const struct launch_order *order, struct launched *launched);
int launch_read(struct launched *launched, const char *program, struct exploration *exploration);

/* Runs the exploration. Where the user interrupts it, it tells what it has
 * found so far. Returns 0 with *exploration to be released by the
 * caller; or an exit code (enum exit_code) after one line to standard error,
 * which begins with `program`. */
int launch(const struct launch_order *order, const char *program, struct exploration *exploration);

/* Replays order->schedule under gdb, which talks to the tool's own input and
 * output and stops before each step. Returns EXIT_NOTHING_FOUND when gdb was
 * left, or another exit code after one line to standard error. */
int launch_gdb(const struct launch_order *order, const char *program);

/* Takes the explorable part out of a program that `racelab cc` linked (the one
 * file), or builds files (NULL-terminated) with the user's flags (likewise, or NULL) for
 * exploration, or takes that from the cache. Returns 0 or an exit code
 * after the compiler's message, or one line, on standard error. After 0 the
 * caller releases *build, and with it the program. */
int launch_build(const char *program, const char *const *files, const char *const *flags,
                 struct build *build);

#endif

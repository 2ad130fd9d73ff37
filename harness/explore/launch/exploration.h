/* exploration.h: what one exploration found, as plain data: the wire
 * (runtime/wire.h) read back. Owns all its strings and arrays.
 */
#ifndef RACELAB_EXPLORE_EXPLORATION_H
#define RACELAB_EXPLORE_EXPLORATION_H

#include "explore/launch/lessons.h"
#include "lab/finding_kinds.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of the engine's enum goal_kind. */
enum exploration_goal_kind {
    EXPLORATION_OUTCOME,
    EXPLORATION_STUCK,
    EXPLORATION_FAILURE,
    EXPLORATION_RACE,
    EXPLORATION_ENDLESS,
    EXPLORATION_PAUSE
};

enum { EXPLORATION_MAIN = -1 }; /* the thread of main() in a lab */

struct exploration_frames {
    uint64_t *pcs; /* return addresses, innermost first */
    size_t count;
};

/* The call of a function in which a local variable lies. */
struct exploration_home {
    uint64_t pc, frame; /* an address in the function's code, and its frame pointer; 0: none */
};

struct exploration_event {
    long thread; /* 0 is A */
    char *op;    /* "read", "lock", ...: see runtime/op.h */
    uint64_t address, size, other;
    uint64_t before, after, result;
    struct exploration_home home; /* of the address */
    struct exploration_frames frames;
};

/* What a thread would do next. */
struct exploration_next {
    long thread;
    char *op;
    uint64_t address;
    long holder; /* who holds what it waits for; -2: nobody, or not known */
    bool enabled;
    struct exploration_home home; /* of the address */
    struct exploration_frames frames;
};

/* A heap block that the goal's path touched, live or freed. */
struct exploration_block {
    uint64_t address, size;
    bool leaked;                      /* at the end nothing points to it */
    struct exploration_frames frames; /* of its allocation */
    bool freed;                       /* on the way; then: */
    long freed_by;                    /* which thread did */
    uint64_t freed_step;              /* in that step, from 1, or after it */
    struct exploration_frames freed_at;
};

/* A lock that a thread holds. */
struct exploration_held {
    long thread;
    uint64_t address;
    bool reads; /* for reading only */
};

struct exploration_goal {
    enum exploration_goal_kind kind;
    enum finding_kind finding; /* for a failure and a race */
    long failed;               /* for a failure: which thread; of a thread leak who started it */
    uint64_t runs_at;          /* of a thread that takes no step: where it was seen; else 0 */
    bool judged;               /* a lab's check() ran: expected, actual and label hold */
    bool exited;               /* a program, not a lab, ended of itself */
    int status;                /* then: its exit status, */
    uint64_t printed;          /* and a name for what it printed; 0: nothing, or not told apart */
    long long expected, actual;
    char *label; /* "" where `actual` says it */
    char *count; /* interleavings that end here, decimal */
    unsigned preemptions;
    uint64_t pc, other_pc, address;
    char *text; /* "" : none */
    uint64_t steps;
    char *schedule;
    struct exploration_event *events;
    size_t event_count;
    struct exploration_next *nexts;
    size_t next_count;
    struct exploration_block *blocks;
    size_t block_count;
    struct exploration_held *helds; /* of a race */
    size_t held_count;
    char *output; /* what the program printed on the way, of an outcome the first
                   * KiB; NULL: nothing */
    size_t output_size;
};

/* What came of one bound of `bounded`. */
struct exploration_bound {
    uint64_t executions, transitions;
    bool left_out; /* there are interleavings with more preemptions */
};

/* So many granules of eight bytes in a row of which the same is known: a bit
 * for each byte, and the first thread that touched it. */
struct exploration_touch {
    uint64_t address, count;
    uint8_t visible, touched, written, several;
    uint16_t owner[8];
};

/* Of a search that went through a part only: which, and what it takes to join
 * the parts. */
struct exploration_shard {
    unsigned number, count; /* from 1; count 0: there are no shards */
    struct exploration_bound *bounds;
    size_t bound_count;
    struct exploration_touch *touches;
    size_t touch_count;
    uint64_t *waits; /* where loops wait */
    size_t wait_count;
    bool cancels; /* threads are cancelled */
};

struct exploration {
    char *unsupported;       /* NULL: everything is modelled */
    uint64_t unsupported_pc; /* 0: not known */
    char *clock;             /* the first call that read a clock; NULL: none did */
    uint64_t clock_pc;
    char *strategy;
    bool complete; /* of a shard: its part was searched */
    char *limit;   /* "" : none was met */
    uint64_t executions, started, states, transitions;
    double bytes_per_state; /* kept for each stored state; 0: none are stored */
    uint64_t peak_kib;      /* of memory that the search took at most; 0: not known */
    uint64_t restarts;      /* how often the search began afresh: a location was shared */
    double wasted;          /* seconds until it did for the last time */
    uint64_t threads;       /* the most that an execution started, main included */
    bool counted, cyclic, assumed;
    bool untold; /* outcomes that differ only in what is printed are one */
    double seconds;
    bool done; /* the program told its story to the end */
    struct exploration_goal *goals;
    size_t goal_count;
    struct lesson_list lessons; /* what the schedules take for granted; empty without findings */
    struct exploration_shard shard;
};

/* Reads the wire. Returns 0, or -EPROTO where it is not what it should be.
 * After either the caller releases the exploration. Ends the program where
 * memory is exhausted (judge/memory.h). */
int exploration_read(struct exploration *exploration, const char *wire);

/* Whether the wire is of a program that another version of the tool linked. */
bool exploration_is_foreign(const char *wire);

/* Whether everything there is was searched, here. */
bool exploration_is_whole(const struct exploration *exploration);

/* The sum of two numbers in decimal digits. The caller frees it. */
char *exploration_add(const char *x, const char *y);

/* All interleavings that were counted, in decimal digits, however many: the
 * sum over the goals. The caller frees it. */
char *exploration_interleavings(const struct exploration *exploration);

void exploration_release(struct exploration *exploration);

#endif

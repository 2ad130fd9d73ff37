/* lab.h: what a lab says about itself, and all that it needs from the harness.
 *
 * A lab is one C file. It defines its actors as ordinary functions and
 * describes itself in one `const struct lab lab`. The harness supplies main(),
 * the threads and the trials:
 *
 *     open(run)                       once, before the first trial
 *     for every trial:
 *         reset(run)                  nobody else runs
 *         each thread i:              released together by the gate
 *             actors[i % n](&actor)
 *         check(run)                  all threads are done; nobody else runs
 *     close(run)                      once, after the last trial
 *
 * A lab that needs threads, processes or tasks of its own supplies trial()
 * instead of actors; the harness then calls it between reset() and check().
 *
 * Everything that reset() and open() wrote is visible to the actors, and
 * everything that the actors wrote is visible to check(): the harness orders
 * these calls. It orders nothing between the actors of one trial.
 */
#ifndef RACELAB_LAB_LAB_H
#define RACELAB_LAB_LAB_H

#include "finding_kinds.h"

#include <stdatomic.h>
#include <stdbool.h>

enum { LAB_ACTORS_MAX = 8, LAB_LABEL_MAX = 32, LAB_MEASURES_MAX = 6 };

/* The size of a trial. */
struct lab_run {
    long threads;    /* how many threads, processes or tasks take part; at least 1 */
    long increments; /* how many times each does its work; at least 1 */

    /* For open(), trial() and the rest: where a long trial may count how much
     * of threads x increments is done, for the line that shows progress. */
    atomic_long *done;
};

/* What one thread of a trial knows about itself. */
struct lab_actor {
    long index;      /* 0 .. threads - 1 */
    long threads;    /* as in struct lab_run */
    long increments; /* as in struct lab_run */
};

/* What check() saw. The trial was wrong when actual differs from expected;
 * for a counter, expected - actual updates were lost. */
struct lab_outcome {
    long expected;
    long actual;
    char label[LAB_LABEL_MAX];         /* the outcome in words; empty: `actual` says it */
    double measured[LAB_MEASURES_MAX]; /* of .measures, those that are LAB_OWN */
};

/* A lab about speed is not wrong by its result but by how it got there: it
 * names what is to be measured of each trial, and `run` shows that, the mean
 * over the trials, in place of what was lost. */
enum lab_quantity {
    LAB_OWN,      /* check() says it, in .measured */
    LAB_SECONDS,  /* wall time of the trial */
    LAB_RATE,     /* threads x increments per second of it */
    LAB_CORES,    /* processor time divided by wall time: cores at work */
    LAB_SWITCHES, /* context switches: how often a thread of ours gave up or lost its core.
                     Processes that were waited for count in this and the one before */
};

struct lab_measure {
    const char *name; /* of its column; NULL: no more measures */
    const char *unit; /* "s", "1/s"; NULL: a plain number */
    enum lab_quantity quantity;
};

/* What stress must see of a variant, given real cores and enough trials. */
enum lab_sight {
    LAB_NEVER_WRONG,     /* no trial may be wrong */
    LAB_SOMETIMES_WRONG, /* wrong trials show within a second or so */
    LAB_RARELY_WRONG,    /* wrong trials exist; stress may miss them */
    LAB_ALWAYS_WRONG,    /* every trial is wrong (whenever two take part) */
    LAB_HANGS,           /* trials that never end show */
};

/* What each witness must say. A remedy leaves this out: never wrong, and
 * silence from everybody. Where a tool reports, it must report on the lines
 * that carry a marker: a comment that begins with `expect:` and lists kinds
 * of finding by their printed names. */
struct lab_expectations {
    enum lab_sight stress;
    enum finding_kind tsan;
    bool tsan_may_miss; /* TSan reports it in some runs, and is silent in others */
    enum finding_kind helgrind;
    enum finding_kind explore; /* FINDING_NONE: proved */
};

struct lab {
    const char *file;        /* __FILE__: the lab and the variant are named after the path */
    const char *title;       /* one line for lists and tables */
    const char *bug;         /* labs/: the kind of bug in the field's term; fixes/: NULL */
    const char *cure;        /* fixes/: the family of remedy; labs/: NULL */
    int cwe;                 /* number in the Common Weakness Enumeration, 0: none */
    const char *switched_by; /* labs about speed: who decides which thread or task goes on;
                                NULL: does not matter */
    int place;               /* order in lists, counted from 1; 0: after the others, by name */
    long max_threads;        /* a smaller limit than the harness's own, 0: none */
    long hang_seconds;       /* a trial that takes longer hangs; for variants that do hang, so that
                                nobody waits long for them. A tool that watches from inside gets
                                several times as long for all its trials. 0: the harness's own limit */

    void (*actors[LAB_ACTORS_MAX])(const struct lab_actor *self);
    void (*trial)(const struct lab_run *run);

    void (*open)(const struct lab_run *run);
    void (*reset)(const struct lab_run *run);
    struct lab_outcome (*check)(const struct lab_run *run);
    void (*close)(const struct lab_run *run);

    /* 0: 2 threads, 1,000 increments. Where .threads is set, `run` takes it
     * instead of its list of thread counts. */
    struct lab_run defaults;
    struct lab_measure measures[LAB_MEASURES_MAX]; /* the same in all variants of a lab */
    struct lab_run watched; /* what ThreadSanitizer and helgrind run; 0: .defaults */
    struct lab_run small;   /* what the explorer tries; 0: .defaults.threads, 1 increment */
    struct lab_expectations expect;
};

/* Every lab defines this one. */
extern const struct lab lab;

#endif

/* run.h: what stress saw of one variant under one configuration. Plain data:
 * supervise() fills it, renderers print it. */
#ifndef RACELAB_STRESS_RUN_H
#define RACELAB_STRESS_RUN_H

#include "judge/verdict.h"
#include "lab/lab.h"
#include "stress/crew.h"
#include "stress/statistics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RUN_BINS = 8 };

/* Wrong trials that ended alike. */
struct stress_outcome {
    char label[LAB_LABEL_MAX]; /* the lab's words */
    uint64_t trials;
};

struct stress_run {
    long threads;
    long increments;

    uint64_t trials; /* finished, crashed or hung */
    uint64_t wrong;  /* finished, and the check failed */
    uint64_t hung;
    uint64_t crashed;
    struct interval interval; /* of the probability of a bad trial */

    /* Of the wrong trials: expected minus actual. All 0 where there are none. */
    struct {
        long min, median, max;
    } lost;
    long expected;           /* the right result of one trial */
    uint64_t bins[RUN_BINS]; /* wrong trials by share lost: the i-th eighth of `expected` */

    struct stress_outcome *outcomes; /* of wrong trials, the most frequent first; owned */
    size_t outcome_count;            /* 0: the lab has no words for them; at most TALLY_WORDINGS */

    double ns_per_increment; /* wall time of a trial over all its increments; 0: none finished */
    double seconds;          /* the whole run, set-up included */
    double measures[LAB_MEASURES_MAX]; /* of the lab's own choice; means over the trials */

    uint64_t canary_trials; /* 0: no canary ran */
    uint64_t canary_wrong;

    struct crew_refusal refusal; /* .thread 0: none */
    int exit_code;               /* of a lab that gave up by itself; 0: none */
    int crash_signal;            /* of the last crash; 0: none */
    char *stacks;                /* of the first hang; owned; NULL: none */
    bool interrupted;            /* partial: somebody asked to stop */
    long done;                   /* of the trial that was interrupted, as far as the lab counts */

    enum verdict verdict;
};

/* Derives the interval and the verdict from the counts. */
void stress_run_judge(struct stress_run *run);

/* Trials that did not end well, in whatever way. */
uint64_t stress_run_bad(const struct stress_run *run);

void stress_run_release(struct stress_run *run);

#endif

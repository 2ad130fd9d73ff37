/* tally.h: the page between the process that runs trials and the one that
 * watches it.
 *
 * The supervisor writes the order and starts the runner; the runner counts
 * every trial here the moment it is judged, so that a crash or a hang loses
 * nothing of what was seen before. Both are built from the same tree; the size
 * and the mark catch the case where they were not.
 *
 * One process writes at a time: the supervisor before the runner starts and
 * after it has ended, the runner in between. The supervisor reads the atomics
 * at any time, for progress and to notice that nothing moves any more.
 */
#ifndef RACELAB_STRESS_TALLY_H
#define RACELAB_STRESS_TALLY_H

#include "lab/lab.h"
#include "stress/crew.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TALLY_SAMPLES = 1 << 17, TALLY_WORDINGS = 64 };

/* What to run. */
struct tally_order {
    struct lab_run run;
    uint64_t trials;        /* end after so many, 0: no limit */
    uint64_t seconds_in_ns; /* end after so much time since the first trial, 0: no limit */
    enum crew_start start;
    bool pin;
    bool canary; /* run a race known to show beside a variant that shows none */
    uint64_t seed;
};

enum tally_phase { TALLY_STARTING, TALLY_RUNNING, TALLY_DONE };

struct tally {
    uint64_t mark;
    uint64_t size;
    struct tally_order order;

    _Atomic uint32_t phase; /* enum tally_phase */
    _Atomic uint64_t beats; /* changes whenever anything has moved on */
    atomic_long done;       /* of the trial that runs, as far as the lab counts it */
    _Atomic uint64_t trials;
    _Atomic uint64_t wrong;
    uint64_t deadline;    /* on the monotonic clock, set by the first runner; 0: none */
    uint64_t nanoseconds; /* spent in trials, from release to the last actor's end */
    long expected;        /* of the last trial */

    uint64_t measured; /* trials that the next one sums up */
    double measures[LAB_MEASURES_MAX];

    /* Wrong trials by their outcome's words, where the lab has any: the wordings
     * that came first, so that a number in them cannot fill the page. */
    struct tally_wording {
        char label[LAB_LABEL_MAX]; /* NUL at the end */
        uint64_t trials;
    } wordings[TALLY_WORDINGS];
    uint32_t wording_count;

    uint64_t canary_trials;
    uint64_t canary_wrong;

    struct crew_refusal refusal; /* .thread 0: none */

    /* How far off the wrong trials were, expected - actual: the extremes are
     * exact; the samples are all of them, or a uniform choice where there are
     * more (J. S. Vitter, "Random Sampling with a Reservoir", TOMS 11(1),
     * 1985, algorithm R). */
    long lost_min;
    long lost_max;
    uint64_t random;
    uint64_t sample_count;
    long samples[TALLY_SAMPLES];
};

/* Prepares a zeroed page. */
void tally_init(struct tally *tally, const struct tally_order *order);

/* Whether the page was made by a build like ours. */
bool tally_fits(const struct tally *tally, size_t size);

/* Counts one judged trial; whether it was wrong. By the runner, one thread at a time. */
bool tally_count(struct tally *tally, struct lab_outcome outcome, uint64_t nanoseconds);

/* Whether the order is fulfilled: enough trials, or no time left. */
bool tally_enough(const struct tally *tally);

#endif

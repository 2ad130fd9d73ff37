/* crew.h: the threads that play a lab's actors.
 *
 * Two ways of getting them to run a trial stand behind one set of calls:
 * CREW_GATE keeps its threads from trial to trial and releases them through a
 * gate; CREW_CREATE creates and joins them anew for each trial, which hardly
 * overlaps them, but is understood by every tool that watches pthreads.
 *
 * Nobody stands between two trials: the last thread to finish judges the trial
 * and opens the gate for the next, so that no further thread competes for the
 * cores. Whoever called crew_run() sleeps meanwhile.
 */
#ifndef RACELAB_STRESS_CREW_H
#define RACELAB_STRESS_CREW_H

#include "lab/lab.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum crew_start { CREW_GATE, CREW_CREATE };

struct crew_spec {
    long threads;
    enum crew_start start;
    bool pin;      /* thread i stays on the i-th core this process may use, round robin: two that
                      share a core take turns instead of meeting */
    uint64_t seed; /* of the random scatter of starts */
};

/* What a crew does in each trial, and between two of them. */
struct crew_job {
    const struct lab *lab; /* its actors; thread i plays actor i % n */
    struct lab_run run;    /* .threads is the crew's */
    /* Both are called after every trial, one after the other, while no actor
     * runs, by any thread. judge: whether the trial went wrong; nanoseconds: from
     * the release to the end of the last actor. next: whether there is a next
     * trial, which it has prepared then. */
    bool (*judge)(void *context, uint64_t nanoseconds);
    bool (*next)(void *context);
    void *context;
};

/* Why a crew could not be had. */
struct crew_refusal {
    long thread; /* counted from 1: the first that the system refused */
    int error;   /* the errno */
};

struct crew;

/* Creates a crew. NULL: the system refused; *refusal says at which thread and
 * why, and nothing is left behind. The caller owns the crew. */
struct crew *crew_new(const struct crew_spec *spec, struct crew_refusal *refusal);

/* Runs trials until job->next() returns false. The caller has prepared the
 * first trial. Returns 0, or a negative errno with *refusal filled in
 * (CREW_CREATE only: the system refused a thread in the middle of a trial; the
 * trial's threads were joined). One call at a time. */
int crew_run(struct crew *crew, const struct crew_job *job, struct crew_refusal *refusal);

/* Ends and joins the threads. NULL is allowed. */
void crew_free(struct crew *crew);

/* The stack that a thread of a crew gets, in bytes: smaller the more there are,
 * so that they fit beside each other. */
size_t crew_stack_size(long threads);

/* How many cores this process may use; at least 1. */
long crew_cores(void);

#endif

/* supervise.h: the stress witness, from outside.
 *
 * The trials run in a child process, because a lab may crash or hang: both are
 * outcomes, and the trials go on in a new child until the order is fulfilled.
 */
#ifndef RACELAB_STRESS_SUPERVISE_H
#define RACELAB_STRESS_SUPERVISE_H

#include "stress/run.h"
#include "stress/tally.h"

/* How far a run is. */
struct supervise_sight {
    uint64_t trials, wrong;
    long done, whole; /* of the trial that runs; done 0: the lab does not say */
    double seconds;   /* since the run began */
};

struct supervise_watch {
    double hang_seconds; /* a trial that takes longer counts as hung; 0: 10 s and 20 us
                            for every increment of a trial: a fair lock hands over slowly */
    /* Called about ten times a second with the counts so far; NULL: nobody is. */
    void (*progress)(void *context, const struct supervise_sight *sight);
    void *context;
};

/* Runs `binary --runner`, a lab of the plain flavour, as ordered, and fills in
 * *run, which the caller releases. Returns 0, or a negative errno when the
 * binary could not be run at all (*run then needs no release). Stops early,
 * and says so in *run, when interrupt_requested(). */
int supervise(const char *binary, const struct tally_order *order,
              const struct supervise_watch *watch, struct stress_run *run);

#endif

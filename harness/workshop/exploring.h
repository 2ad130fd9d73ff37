/* exploring.h: explorations of a submission, which may do anything: nothing is
 * printed, and whatever goes wrong is an answer.
 */
#ifndef RACELAB_WORKSHOP_EXPLORING_H
#define RACELAB_WORKSHOP_EXPLORING_H

#include "explore/launch/launch.h"

/* One exploration: what is asked, and what came of it. */
struct exploring {
    struct launch_order order;
    bool told;                      /* .exploration holds; the caller releases it */
    struct exploration exploration; /* released by exploring_release() */
    char *trouble;                  /* not told: why, one line; owned */
};

/* Runs them all, so many at once; 0: as many as there are cores. After one that
 * gave no answer (it never ended, or broke the engine) the rest is not tried.
 * Any thread. */
void exploring_run(struct exploring *list, size_t count, size_t most);
void exploring_release(struct exploring *exploring);

#endif

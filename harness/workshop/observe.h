/* observe.h: finds out how a program built for exploration behaves. */
#ifndef RACELAB_WORKSHOP_OBSERVE_H
#define RACELAB_WORKSHOP_OBSERVE_H

#include "workshop/behaviour.h"
#include "workshop/exploring.h"

struct observe_order {
    const char *program;              /* built for exploration */
    const struct workshop_text *text; /* what to prove, within which budget */
    size_t workers;                   /* explorations at the same time; 0: one for each core */
    bool own_threads;                 /* it starts its threads itself and has no actors */
    struct configuration walk;        /* a size for seeded walks; threads 0: none */
    bool only_runs;                   /* the proofs alone, and no probes */
};

/* The explorations behind a behaviour, for whoever wants to show one. */
struct observation {
    struct behaviour behaviour;
    struct exploring *explorings; /* of behaviour.runs, in the same order, and of the walk */
    size_t exploring_count;
    struct behaviour_run walk; /* of the walks; .why "not walked" where there were none */
};

/* All explorations of it. The same program gives the same observation on every
 * machine, unless one of them is too slow for the budget; the runs that were
 * stopped then say so. The caller releases it. */
void observe(const struct observe_order *order, struct observation *observation);
void observation_release(struct observation *observation);

#endif

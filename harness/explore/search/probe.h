/* probe.h: how much of a state graph is known, while `states` searches it: capture
 * and recapture. Now and then a few random walks from the start look up the states
 * that they meet. The share of those that are known is taken for the share of all
 * (Pelánek, Šimeček, "Estimating State Space Parameters", PDMC 2008, and there the
 * Lincoln-Petersen estimator of populations). Walks do not meet all states equally
 * often, and a depth-first search does not know a random part of them, so it is
 * a guess at the order; how far off it was is in docs/decisions/0011.
 */
#ifndef RACELAB_EXPLORE_PROBE_H
#define RACELAB_EXPLORE_PROBE_H

#include <stdint.h>

struct probe {
    double met, known; /* states of the walks, the latest count most */
    unsigned rounds;
    uint64_t random;
};

/* One round of walks met so many states, some of them known before. */
void probe_note(struct probe *probe, uint64_t met, uint64_t known);

/* Which share of all states is known; 0: too few walks to say. */
double probe_share(const struct probe *probe);

/* A random number below `count`, which is not 0. */
unsigned probe_draw(struct probe *probe, unsigned count);

#endif

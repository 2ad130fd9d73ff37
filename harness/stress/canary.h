/* canary.h: a race that is known to show, run beside one that does not.
 *
 * "Not seen" means something only if this machine could have shown a race at
 * that moment: on one core, or on a loaded machine, even a bare counter may
 * come out right every time.
 */
#ifndef RACELAB_STRESS_CANARY_H
#define RACELAB_STRESS_CANARY_H

#include "stress/tally.h"

struct canary;

/* Starts the canary's own two threads, which sleep until canary_sing(). NULL:
 * the system refused them; "not seen" then remains unsupported. */
struct canary *canary_new(uint64_t seed);

/* Runs a few trials (some 3 ms) of the unsynchronised counter through a gate
 * like the lab's and adds them to the tally. While no other trial runs. */
void canary_sing(struct canary *canary, struct tally *tally);

/* NULL is allowed. */
void canary_free(struct canary *canary);

#endif

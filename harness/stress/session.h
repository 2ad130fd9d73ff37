/* session.h: runs the trials of one lab in this process, as ordered. */
#ifndef RACELAB_STRESS_SESSION_H
#define RACELAB_STRESS_SESSION_H

#include "lab/lab.h"
#include "stress/tally.h"

/* Runs trials of the lab until the tally's order is fulfilled, counting each.
 * Goes on where an earlier process left the tally. Returns 0, or a negative
 * errno when the system refused a thread (tally->refusal then says which). From
 * the main thread, before any other exists. */
int session_run(const struct lab *what, struct tally *tally);

#endif

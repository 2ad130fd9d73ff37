/* stale.h: values that a thread goes on with after another has overwritten them. */
#ifndef RACELAB_EXPLORE_STALE_H
#define RACELAB_EXPLORE_STALE_H

#include "explore/launch/exploration.h"

/* The step (from 1) in which another thread overwrote what events[read] saw,
 * before the reader used it: wrote there itself without another look, went to
 * wait for good, or failed in an unserialisable triple (triple.h) that begins
 * with it. 0: nobody did, or it is no read. */
size_t stale_since(const struct exploration_goal *goal, size_t read);

#endif

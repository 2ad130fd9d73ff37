/* again.h: for tests: a finding's trace is replayed, and must come to the same end. */
#ifndef RACELAB_TESTS_AGAIN_H
#define RACELAB_TESTS_AGAIN_H

#include "explore/launch/launch.h"

/* Replays the schedule of the goal so many times, each in a process of its own
 * that is given what a trace holds: the schedule and the exploration's lessons
 * (NULL: the schedule alone). Fails the test, naming `what`, unless each comes to the same goal by
 * the same steps, which see the same values. order: the exploration's. */
void again(const struct launch_order *order, struct exploration *exploration,
           const struct exploration_goal *goal, int times, const char *what);

#endif

/* program_runs.h: a program run again and again, and the ends that it came to. */
#ifndef RACELAB_CHECK_PROGRAM_RUNS_H
#define RACELAB_CHECK_PROGRAM_RUNS_H

#include "check/subject.h"

/* Runs the binary up to 1,000 times, or for a share of the budget, each time in
 * an empty folder of its own (or here, where the order says so). Fills the
 * testimony: caught where a run crashed or hung, or runs ended differently: in
 * their exit codes, or in the lines that they printed, whatever the order of
 * those lines and the addresses in them. */
void program_runs(const char *binary, const struct check_order *order, struct testimony *testimony);

#endif

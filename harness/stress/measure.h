/* measure.h: what a lab about speed wants to know of each of its trials. */
#ifndef RACELAB_STRESS_MEASURE_H
#define RACELAB_STRESS_MEASURE_H

#include "lab/lab.h"

#include <stdint.h>
#include <sys/resource.h>

/* What this process, and the children that it has waited for, had used up when
 * a trial began. */
struct measure {
    struct rusage own, children;
};

/* Before the trial. Does nothing for a lab that measures nothing. */
void measure_begin(struct measure *measure, const struct lab *lab);

/* After it: fills in what the lab wants to know and does not say itself. */
void measure_end(const struct measure *measure, const struct lab *lab, const struct lab_run *run,
                 uint64_t nanoseconds, struct lab_outcome *outcome);

#endif

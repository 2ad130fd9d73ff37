/* runner.h: the supervisor's child. */
#ifndef RACELAB_LAB_RUNNER_H
#define RACELAB_LAB_RUNNER_H

/* Runs the trials that the tally behind this descriptor orders. Returns the
 * exit code: 0, 2 for a descriptor that is none, 4 when the system refused a
 * thread. */
int runner_main(const char *descriptor);

#endif

/* task.h: the file that a person is given: the racy program without what would
 * give the answer away.
 */
#ifndef RACELAB_WORKSHOP_TASK_H
#define RACELAB_WORKSHOP_TASK_H

#include "workshop/pack.h"

/* The text of the exercise's file: its head asks the question and says what to
 * do; the markers of what tools report, and what the description says of the
 * bug, are left out. Returns 0 with *text for the caller to free, or a negative
 * errno: the pack's file cannot be read. */
int task_text(const struct exercise *exercise, char **text);

#endif

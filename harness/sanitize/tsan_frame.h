/* tsan_frame.h: one line of a ThreadSanitizer stack. */
#ifndef RACELAB_SANITIZE_TSAN_FRAME_H
#define RACELAB_SANITIZE_TSAN_FRAME_H

#include <stdbool.h>

#include "judge/finding.h"
#include "sanitize/slice.h"

/* Appends the frame in a line such as
 *
 *     #1 worker /src/race.c:13:5 (race+0xe4621) (BuildId: d20c)      clang
 *     #1 worker /src/race.c:13 (race+0x1207)                         gcc
 *     #0 pthread_create <null> (race+0x61e91)
 *
 * False, and nothing done, where the line is no frame. */
bool tsan_frame_read(struct slice line, struct finding_stack *stack);

#endif

/* invocation.h: how the binary of a lab is asked for a few trials in one
 * process, for a tool that watches from inside. */
#ifndef RACELAB_CHECK_INVOCATION_H
#define RACELAB_CHECK_INVOCATION_H

#include "check/subject.h"

struct invocation {
    char threads[24], increments[24], trials[24];
    const char *argv[16];
};

/* helgrind sees the order that creating and joining threads makes, but not that
 * of the gate's atomics: for it, each trial makes its threads anew. */
void invocation_init(struct invocation *invocation, const char *binary, long threads,
                     long increments, bool gate);

#endif

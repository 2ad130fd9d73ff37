/* timing.h: that the program asked for the time, which is virtual. */
#ifndef RACELAB_EXPLORE_TIMING_H
#define RACELAB_EXPLORE_TIMING_H

#include "explore/runtime/runtime.h"

/* The first call that read a clock, in whatever execution. */
struct timing {
    const char *call; /* NULL: none did */
    uint64_t pc;      /* where it returns to */
};

extern struct timing timing;

#endif

/* start.h: a lab's trial, as the tool asked for it. */
#ifndef RACELAB_EXPLORE_START_H
#define RACELAB_EXPLORE_START_H

#include <stdbool.h>

struct start_run {
    long threads, increments;
    const char *sequence; /* "0,2": only these actors, one after another; "" none; NULL: all;
                             "0*": all at once, but only actor 0 has increments to do */
    bool own_threads;     /* the lab starts its threads itself: of those, only these do anything */
};

extern struct start_run start_run;

/* Whether the i-th thread that a lab starts itself, from 0, is to do anything. */
bool start_has_work(long i);

#endif

/* start.h: a lab's trial, as the tool asked for it. */
#ifndef RACELAB_EXPLORE_START_H
#define RACELAB_EXPLORE_START_H

struct start_run {
    long threads, increments;
    const char *sequence; /* "0,2": only these actors, one after another; "" none; NULL: all */
};

extern struct start_run start_run;

#endif

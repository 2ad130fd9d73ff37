/* start.h: the size of a lab's trial, as the tool asked for it. */
#ifndef RACELAB_EXPLORE_START_H
#define RACELAB_EXPLORE_START_H

struct start_run {
    long threads, increments;
};

extern struct start_run start_run;

#endif

/* stress_options.h: the options of every command that runs trials, once. */
#ifndef RACELAB_STRESS_STRESS_OPTIONS_H
#define RACELAB_STRESS_STRESS_OPTIONS_H

#include "options/option.h"
#include "stress/supervise.h"
#include "stress/tally.h"

enum { STRESS_THREADS_MAX = 1000000, STRESS_OPTION_COUNT = 9 };

struct stress_options {
    struct option_counts threads; /* count 0: the lab's or command's own */
    long increments;              /* 0: the lab's own */
    long trials;                  /* 0: not given */
    double seconds;               /* 0: not given */
    double timeout;               /* 0: not given */
    long seed;
    bool pin;    /* also threads that are created for each trial */
    bool no_pin; /* not even the gate's */
    int start;   /* enum crew_start */
};

/* Fills the table with options that write to *options. */
void stress_options_table(struct stress_options *options,
                          struct option_spec table[STRESS_OPTION_COUNT]);

/* The order for one run. Without budgets: at most 1,000 trials and 1 second. */
struct tally_order stress_options_order(const struct stress_options *options, long threads,
                                        long increments);

#endif

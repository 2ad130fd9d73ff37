/* witness_options.h: the options of `racelab tsan` and `racelab helgrind`. */
#ifndef RACELAB_CLI_WITNESS_OPTIONS_H
#define RACELAB_CLI_WITNESS_OPTIONS_H

#include <stdbool.h>

#include "options/option.h"

struct witness_options {
    long threads;    /* 0: the variant's own */
    long increments; /* likewise */
    long runs;
    double timeout; /* seconds for one run; 0: the variant's own */
    bool json;
    bool verify;
    int color;    /* enum terminal_color */
    int compiler; /* index of "both", "clang", "gcc" */
};

enum { WITNESS_OPTION_COUNT = 8 };

/* Sets the defaults and fills the table with options that write to *options.
 * The last one is --compiler, which not every command has. */
void witness_options_init(struct witness_options *options,
                          struct option_spec table[WITNESS_OPTION_COUNT]);

#endif

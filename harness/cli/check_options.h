/* check_options.h: the options of `racelab check`. */
#ifndef RACELAB_CLI_CHECK_OPTIONS_H
#define RACELAB_CLI_CHECK_OPTIONS_H

#include "check/subject.h"
#include "cli/report_options.h"
#include "options/option.h"

struct check_options {
    struct check_order order;
    const char *witnesses; /* names with commas between; NULL: all */
    const char *arguments; /* one text; NULL: none */
    const char *input;     /* as given; NULL: none */
    const char *trace;     /* where the explorer's gravest finding goes; NULL: nowhere */
    struct report_options report;

    struct command argument_words; /* owned */
    char *input_path;              /* owned, absolute */
    const char *const *flags;      /* what follows "--"; borrowed, NULL-terminated */
};

/* Reads the command line. After OPTION_GO_ON and OPTION_WRONG alike the caller
 * releases the options. operands: room for argc + 1 pointers. */
enum option_result check_options_read(struct check_options *options, int argc, char **argv,
                                      const char **operands);
void check_options_release(struct check_options *options);

#endif

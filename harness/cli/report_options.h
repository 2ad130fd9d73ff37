/* report_options.h: the options of every command whose findings go to CI: where
 * to, in which form, and which of them count. */
#ifndef RACELAB_CLI_REPORT_OPTIONS_H
#define RACELAB_CLI_REPORT_OPTIONS_H

#include "check/known.h"
#include "options/option.h"
#include "report/saved_file.h"

#include <stdint.h>

enum { REPORT_OPTION_COUNT = 9 };

enum report_format { REPORT_CARD, REPORT_GCC };

struct report_options {
    bool json;
    const char *sarif, *junit; /* paths; NULL: none */
    bool github;
    int format; /* enum report_format */
    const char *fail_on, *baseline, *suppressions;
    int color; /* enum terminal_color */

    struct saved_file sarif_file, junit_file; /* open where their paths are */
    struct known known;
    bool chosen;        /* --fail-on was given */
    uint64_t fail_mask; /* bit 1 << kind for each that fails */
    bool fail_open;     /* and so does "inconclusive" */
};

/* Fills the table with options that write to *options. */
void report_options_table(struct report_options *options,
                          struct option_spec table[REPORT_OPTION_COUNT]);

/* Reads what the options name, and opens the files before the long work.
 * Returns 0, or an exit code after one line to standard error. The caller
 * closes in either case. */
int report_options_open(struct report_options *options, const char *program);

/* Whether a person reads standard output: the cards may be printed as they come. */
bool report_options_talks(const struct report_options *options);

/* Writes everything that was asked for. Returns 0, or EXIT_ENVIRONMENT after one
 * line to standard error. */
int report_options_write(struct report_options *options, const char *program, const char *document,
                         const struct judged_list *list, bool partial);

/* The exit code for these judgements. */
int report_options_code(const struct report_options *options, const struct judged_list *list);

void report_options_close(struct report_options *options);

#endif

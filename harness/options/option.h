/* option.h: command-line options, each born with name, default, unit and
 * meaning in one table. Parser, --help and the reference read the same table.
 *
 * Options are written --name VALUE or --name=VALUE. Wrong use prints one line
 * to standard error: what, and how to mend it.
 */
#ifndef RACELAB_OPTIONS_OPTION_H
#define RACELAB_OPTIONS_OPTION_H

#include <stdbool.h>
#include <stddef.h>

/* Exit codes, the same for every command. */
enum exit_code {
    EXIT_NOTHING_FOUND = 0,
    EXIT_FOUND = 1,
    EXIT_USAGE = 2,        /* wrong usage or input */
    EXIT_INCONCLUSIVE = 3, /* inconclusive or unsupported */
    EXIT_ENVIRONMENT = 4,  /* the machine lacks something */
    EXIT_BUG = 70,         /* a bug of ours */
};

enum option_type {
    OPTION_FLAG,   /* target: bool; takes no value */
    OPTION_COUNT,  /* target: long; a whole number from min to max */
    OPTION_COUNTS, /* target: struct option_counts; such numbers, with commas between */
    OPTION_NUMBER, /* target: double; greater than 0, at most max */
    OPTION_TEXT,   /* target: const char *; any text that is not empty */
    OPTION_CHOICE, /* target: int; index of the word in choices */
};

enum { OPTION_COUNTS_MAX = 64, OPTION_CHOICES_MAX = 8 };

struct option_counts {
    size_t count;
    long values[OPTION_COUNTS_MAX];
};

struct option_spec {
    const char *name; /* without the dashes */
    enum option_type type;
    void *target;         /* holds the default before parsing */
    const char *metavar;  /* what the value is called in --help; NULL for flags */
    const char *meaning;  /* one line */
    const char *standard; /* the default in words; NULL: none */
    long min, max;
    const char *choices[OPTION_CHOICES_MAX]; /* NULL-terminated */
    const char *environment; /* variable that sets it where the line does not; NULL: none */
};

struct command_line {
    const char *program;  /* how messages and help name it: "racelab run" */
    const char *synopsis; /* its operands: "LAB[/VARIANT]" */
    const char *summary;  /* one line for --help */
    const char *example;  /* for --help; NULL: none */
    const struct option_spec *options;
    size_t option_count;
    int operands_min, operands_max; /* -1: any number */
};

enum option_result { OPTION_GO_ON, OPTION_HELP_SHOWN, OPTION_WRONG };

/* Reads argv[1..] into the targets. operands: room for argc + 1 pointers;
 * receives what is not an option, NULL-terminated. After OPTION_WRONG one line
 * was printed to standard error; after OPTION_HELP_SHOWN the help was printed. */
enum option_result options_parse(const struct command_line *line, int argc, char **argv,
                                 const char **operands);

/* Prints the help to standard output. */
void options_help(const struct command_line *line);

/* The option --color WHEN, the same for every command. *color: 0 auto, 1 always,
 * 2 never, in the order of enum terminal_color. */
struct option_spec option_color(int *color);

/* Reads a whole number from min to max, all of the text. False: it is none. */
bool option_read_count(const char *text, long min, long max, long *value);

#endif

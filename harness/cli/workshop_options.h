/* workshop_options.h: what the verbs of `racelab workshop` have in common. */
#ifndef RACELAB_CLI_WORKSHOP_OPTIONS_H
#define RACELAB_CLI_WORKSHOP_OPTIONS_H

#include "options/option.h"
#include "report/terminal.h"
#include "workshop/session.h"

struct workshop_options {
    bool all, json;
    int color;
    const char *pack, *language;
    struct terminal terminal;
};

/* operand_parse(), and the terminal that the options ask for. */
bool workshop_parse(const struct command_line *line, struct workshop_options *options, int argc,
                    char **argv, const char **operand, int *code);

/* The same, and the workshop of the current folder. Where it returns true the caller
 * releases the session; else *code is the exit code. */
bool workshop_begin(const struct command_line *line, struct workshop_options *options, int argc,
                    char **argv, const char **operand, struct session *session, int *code);

/* Keeps the progress. 0, or an exit code after one line to standard error that begins with
 * `program`: the work itself is done. */
int workshop_save(const char *program, const struct session *session);

#endif

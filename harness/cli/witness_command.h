/* witness_command.h: what `racelab tsan` and `racelab helgrind` have in common:
 * options, the runs, the report, the exit code.
 */
#ifndef RACELAB_CLI_WITNESS_COMMAND_H
#define RACELAB_CLI_WITNESS_COMMAND_H

#include "options/option.h"
#include "report/witness_report.h"
#include "sanitize/launch.h"

/* A command: who judges, and how its lab binaries are asked. */
struct witness_command {
    const char *witness; /* "tsan" */
    const char *program; /* "racelab tsan" */
    const char *summary;
    const char *example;
    size_t tool_count;
    enum sanitizer tools[WITNESS_TOOLS_MAX];
    const char *start;                                         /* --start of the lab's binary */
    enum finding_kind (*expected)(const struct variant *what); /* what it must report */
    bool (*may_miss)(
        const struct variant *what); /* whether it may be silent as well; NULL: never */
    long crowd;           /* silence means nothing with more threads than that; 0: it always does */
    bool choose_compiler; /* --compiler is one of the options */
};

/* Runs the command; returns the process's exit code. */
int witness_command_run(const struct witness_command *command, int argc, char **argv);

#endif

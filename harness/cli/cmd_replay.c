#include "cli/commands.h"
#include "cli/explore_command.h"
#include "options/option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab replay";

struct replay_command {
    struct launch_order order;
    int color;
    struct terminal terminal;
    bool departs;
};

static void show(struct explored *explored, void *closure)
{
    struct replay_command *command = closure;
    explored->conclusion.verdict = explored->conclusion.count ? VERDICT_CAUGHT : VERDICT_CLEAN;
    explore_text(stdout, explored, &command->terminal);
    command->departs =
        explored->exploration.limit && strcmp(explored->exploration.limit, "departs") == 0;
    if (command->departs)
        fprintf(stderr, "%s: departs from the schedule after step %llu: that thread cannot go on\n",
                program, (unsigned long long)explored->exploration.transitions);
}

static enum option_result read_options(struct replay_command *command, int argc, char **argv,
                                       const char **operands)
{
    const struct option_spec table[] = {
        {.name = "threads",
         .type = OPTION_COUNT,
         .target = &command->order.threads,
         .metavar = "N",
         .meaning = "threads of a lab",
         .standard = "2",
         .min = 1,
         .max = 1000000},
        {.name = "increments",
         .type = OPTION_COUNT,
         .target = &command->order.increments,
         .metavar = "N",
         .meaning = "how many times each does its work",
         .standard = "1",
         .min = 1,
         .max = 1000000000},
        {.name = "spurious",
         .type = OPTION_FLAG,
         .target = &command->order.spurious,
         .meaning = "as the exploration that gave the schedule"},
        {.name = "color",
         .type = OPTION_CHOICE,
         .target = &command->color,
         .metavar = "WHEN",
         .meaning = "auto, always or never",
         .standard = "auto",
         .choices = {"auto", "always", "never"}},
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB/VARIANT|FILE.c... SCHEDULE",
        .summary = "Runs one interleaving: `A1B2A1` is one step of thread A, two of B, one of A.\n"
                   "Where the schedule ends first, the last thread goes on.",
        .example = "racelab replay counter/unsynchronized A1B2A1",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_min = 2,
        .operands_max = -1,
    };
    return options_parse(&line, argc, argv, operands);
}

static int run(struct replay_command *command, const char **operands)
{
    size_t last = 0;
    while (operands[last + 1])
        last++;
    command->order.schedule = operands[last];
    operands[last] = NULL;
    command->terminal = terminal_of(stdout, (enum terminal_color)command->color);
    int code = explore_is_file(operands[0])
                   ? explore_files(program, operands, &command->order, show, command)
                   : explore_lab(program, operands[0], &command->order, show, command);
    if (command->departs)
        return EXIT_INCONCLUSIVE;
    return code == EXIT_INCONCLUSIVE ? EXIT_NOTHING_FOUND : code;
}

int cmd_replay(int argc, char **argv)
{
    struct replay_command command = {
        .order = {
            .strategy = "replay", .seconds = 60, .memory = 2048, .steps = 1000000, .seed = 1}};
    const char **operands = calloc((size_t)argc + 1, sizeof *operands);
    if (!operands)
        return EXIT_ENVIRONMENT;
    enum option_result parsed = read_options(&command, argc, argv, operands);
    int code = parsed == OPTION_WRONG ? EXIT_USAGE : 0;
    if (parsed == OPTION_GO_ON)
        code = run(&command, operands);
    free(operands);
    return code;
}

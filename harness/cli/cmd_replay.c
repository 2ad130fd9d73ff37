#include "build/sources.h"
#include "cli/commands.h"
#include "cli/dashes.h"
#include "cli/operands.h"
#include "cli/walk.h"
#include "explore/trace/trace_file.h"
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
    bool judged;                    /* it ran: what was not found is not there */
    bool step;                      /* walk through it by hand */
    const struct trace_file *trace; /* NULL: the schedule alone is known */
};

static void tell_departure(struct replay_command *command, const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    bool refused = exploration->limit && strcmp(exploration->limit, "departs") == 0;
    char *departure = command->trace ? trace_file_departure(command->trace, explored) : NULL;
    command->departs |= refused || departure;
    if (departure)
        fprintf(stderr, "%s: departs from the trace %s\n", program, departure);
    else if (refused)
        fprintf(stderr, "%s: departs from the schedule after step %llu: that thread cannot go on\n",
                program, (unsigned long long)exploration->transitions);
    free(departure);
}

static void show(struct explored *explored, void *closure)
{
    struct replay_command *command = closure;
    explored->show_output =
        explored->exploration.goal_count > 0 && explored->exploration.goals[0].output_size > 0;
    command->judged = explored->conclusion.verdict != VERDICT_UNSUPPORTED;
    if (command->judged)
        explored->conclusion.verdict = explored->conclusion.count ? VERDICT_CAUGHT : VERDICT_CLEAN;
    explore_text(stdout, explored, &command->terminal);
    tell_departure(command, explored);
}

static const char **read_options(struct replay_command *command, int argc, char **argv, int *code)
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
        {.name = "step",
         .type = OPTION_FLAG,
         .target = &command->step,
         .meaning = "walk through it: Enter goes a step on, b back, e to the end, s to the start, "
                    "q leaves"},
        {.name = "gdb",
         .type = OPTION_FLAG,
         .target = &command->order.gdb,
         .meaning = "under gdb: 'continue' goes to the next step, 'into' to its place"},
        {.name = "spurious",
         .type = OPTION_FLAG,
         .target = &command->order.spurious,
         .meaning = "as the exploration that gave the schedule"},
        {.name = "stdin",
         .type = OPTION_TEXT,
         .target = &command->order.input,
         .metavar = "FILE",
         .meaning = "what the program reads from its standard input"},
        {.name = "args",
         .type = OPTION_TEXT,
         .target = &command->order.arguments,
         .metavar = "WORDS",
         .meaning = "the program's arguments, in one word for the shell: --args '-n 3 x'"},
        option_color(&command->color),
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB/VARIANT|FILE.c... SCHEDULE, or TRACE.json",
        .summary = "Runs one interleaving: `A1B2A1` is one step of thread A, two of B, one of A.\n"
                   "Where the schedule ends first, the last thread goes on.",
        .example = "racelab replay counter/unsynchronized A1B2A1",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_min = 1,
        .operands_max = -1,
    };
    return operands_parse(&line, argc, argv, code);
}

static int replay(struct replay_command *command, const char *const *operands)
{
    struct walk by_hand = {.program = program,
                           .operands = operands,
                           .order = command->order,
                           .planned = command->order.schedule};
    if (command->step)
        return walk(&by_hand);
    command->terminal = terminal_of(stdout, (enum terminal_color)command->color);
    int code = explore_is_file(operands[0])
                   ? explore_files(program, operands, &command->order, show, command)
                   : explore_lab(program, operands[0], &command->order, show, command);
    if (command->departs)
        return EXIT_INCONCLUSIVE;
    return command->judged && code == EXIT_INCONCLUSIVE ? EXIT_NOTHING_FOUND : code;
}

static int replay_trace(struct replay_command *command, const char *path)
{
    struct trace_file trace;
    if (trace_file_read(path, program, &trace) != 0)
        return EXIT_USAGE;
    command->trace = &trace;
    command->order.schedule = trace.schedule;
    command->order.threads = trace.threads;
    command->order.increments = trace.increments;
    command->order.arguments = trace.arguments;
    command->order.input = trace.input;
    command->order.spurious |= trace.spurious;
    command->order.lessons = &trace.lessons;
    if (trace.flags[0])
        command->order.flags = (const char *const *)trace.flags;
    int code = replay(command, (const char *const *)trace.operands);
    command->trace = NULL;
    command->order.lessons = NULL;
    trace_file_release(&trace);
    return code;
}

static int run(struct replay_command *command, const char **operands)
{
    size_t last = 0;
    if (!operands[1] && source_is_code(operands[0])) {
        fprintf(stderr, "%s: no schedule for '%s': name one after it, such as A1B2A1\n", program,
                operands[0]);
        return EXIT_USAGE;
    }
    if (!operands[1])
        return replay_trace(command, operands[0]);
    while (operands[last + 1])
        last++;
    command->order.schedule = operands[last];
    operands[last] = NULL;
    return replay(command, operands);
}

int cmd_replay(int argc, char **argv)
{
    struct replay_command command = {
        .order = {
            .strategy = "replay", .seconds = 60, .memory = 2048, .steps = 1000000, .seed = 1}};
    int code;
    const char *const *rest;
    const char **operands = read_options(&command, dashes_cut(argc, argv, &rest), argv, &code);
    if (!operands)
        return code;
    char *arguments = explore_take_rest(operands[0], rest, &command.order);
    code = run(&command, operands);
    free(arguments);
    free(operands);
    return code;
}

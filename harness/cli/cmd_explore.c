#include "cli/commands.h"
#include "cli/dashes.h"
#include "cli/explore_command.h"
#include "cli/operands.h"
#include "cli/progress.h"
#include "explore/shard/which.h"
#include "explore/trace/explore_json.h"
#include "explore/trace/trace_file.h"
#include "machine/machine.h"
#include "options/option.h"
#include "process/interrupt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab explore";

struct explore_command {
    struct launch_order order;
    int strategy; /* index into strategy_names; NOT_CHOSEN */
    bool json;
    bool show_output;
    int color; /* enum terminal_color */
    struct terminal terminal;
    struct progress progress;
    struct explore_json *document;
    size_t shown;
    const char *trace; /* NULL: none is wanted */
    const char *shard; /* NULL: everything is searched here */
    const char **operands;
    int trace_failed; /* negative errno */
};

#define STRATEGIES                                                                                 \
    {                                                                                              \
        "states", "dpor", "dfs", "bounded", "random", "pct"                                        \
    }

static const char *const strategy_names[] = STRATEGIES;

enum {
    NOT_CHOSEN = -1,
    FIRST_SHARED = 1, /* from here on they can be split into shards */
    FIRST_WALK = 4    /* from here on they take a number of executions */
};

/* The first finding of all, for `racelab replay`. */
static void keep_trace(struct explore_command *command, const struct explored *explored)
{
    const char *const lab[] = {explored->name, NULL};
    if (!command->trace || explored->conclusion.count == 0)
        return;
    command->trace_failed = trace_file_write(
        command->trace, explored, explored->is_lab ? lab : (const char *const *)command->operands);
    if (command->trace_failed != 0)
        fprintf(stderr, "%s: cannot write '%s': %s\n", program, command->trace,
                strerror(-command->trace_failed));
    command->trace = NULL;
}

static void show(struct explored *explored, void *closure)
{
    struct explore_command *command = closure;
    explored->show_output = command->show_output;
    keep_trace(command, explored);
    if (command->json) {
        explore_json_add(command->document, explored);
        return;
    }
    if (command->shown++)
        putchar('\n');
    explore_text(stdout, explored, &command->terminal);
    fflush(stdout);
}

static const char **read_options(struct explore_command *command, int argc, char **argv, int *code)
{
    struct launch_order *order = &command->order;
    const struct option_spec table[] = {
        {.name = "threads",
         .type = OPTION_COUNT,
         .target = &order->threads,
         .metavar = "N",
         .meaning = "threads of a lab",
         .standard = "2",
         .min = 1,
         .max = 1000000},
        {.name = "increments",
         .type = OPTION_COUNT,
         .target = &order->increments,
         .metavar = "N",
         .meaning = "how many times each does its work",
         .standard = "1",
         .min = 1,
         .max = 1000000000},
        {.name = "strategy",
         .type = OPTION_CHOICE,
         .target = &command->strategy,
         .metavar = "NAME",
         .meaning = "states, dpor, dfs, bounded, random or pct",
         .standard = "states",
         .choices = STRATEGIES},
        {.name = "preemptions",
         .type = OPTION_COUNT,
         .target = &order->preemptions,
         .metavar = "N",
         .meaning = "bounded: interleavings with at most so many",
         .standard = "2",
         .max = 1000},
        {.name = "executions",
         .type = OPTION_COUNT,
         .target = &order->executions,
         .metavar = "N",
         .meaning = "stop after so many; random and pct: 1,000 unless told",
         .standard = "no limit",
         .min = 1,
         .max = 1000000000000},
        {.name = "seconds",
         .type = OPTION_NUMBER,
         .target = &order->seconds,
         .metavar = "S",
         .meaning = "stop the search after so long",
         .standard = "60",
         .max = 1000000},
        {.name = "memory",
         .type = OPTION_COUNT,
         .target = &order->memory,
         .metavar = "MIB",
         .meaning = "what stored states may take",
         .standard = "2048",
         .min = 1,
         .max = 1048576},
        {.name = "steps",
         .type = OPTION_COUNT,
         .target = &order->steps,
         .metavar = "N",
         .meaning = "the longest execution",
         .standard = "100,000",
         .min = 1,
         .max = 10000000},
        {.name = "jobs",
         .type = OPTION_COUNT,
         .target = &order->jobs,
         .metavar = "N",
         .meaning = "processes that share the work",
         .standard = "all cores",
         .min = 1,
         .max = 1024},
        {.name = "shard",
         .type = OPTION_TEXT,
         .target = &command->shard,
         .metavar = "I/N",
         .meaning = "part I of a search on N machines, or auto; see 'racelab merge'"},
        {.name = "seed",
         .type = OPTION_COUNT,
         .target = &order->seed,
         .metavar = "N",
         .meaning = "of random and pct",
         .standard = "1",
         .max = 1000000000},
        {.name = "no-count",
         .type = OPTION_FLAG,
         .target = &order->no_count,
         .meaning = "states: no numbers of interleavings, and a third of the memory"},
        {.name = "keep-going",
         .type = OPTION_FLAG,
         .target = &order->keep_going,
         .meaning = "bounded, random and pct: go on after the first finding"},
        {.name = "spurious",
         .type = OPTION_FLAG,
         .target = &order->spurious,
         .meaning = "let condition variables wake without a signal, as POSIX allows"},
        {.name = "stdin",
         .type = OPTION_TEXT,
         .target = &order->input,
         .metavar = "FILE",
         .meaning = "what the program reads from its standard input"},
        {.name = "args",
         .type = OPTION_TEXT,
         .target = &order->arguments,
         .metavar = "WORDS",
         .meaning = "the program's arguments, in one word for the shell: --args '-n 3 x'"},
        {.name = "show-output",
         .type = OPTION_FLAG,
         .target = &command->show_output,
         .meaning = "with each finding, what the program printed on the way"},
        {.name = "trace",
         .type = OPTION_TEXT,
         .target = &command->trace,
         .metavar = "FILE",
         .meaning = "write the first finding's trace, for 'racelab replay FILE'"},
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &command->json,
         .meaning = "print one JSON document"},
        option_color(&command->color),
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB[/VARIANT]|FILE.c... [-- flags]|PROGRAM [-- arguments]",
        .summary = "Runs every interleaving of a small configuration under a scheduler of its\n"
                   "own: proves it right, or shows the shortest way in which it fails.\n"
                   "On a terminal, a line on standard error says how far a long search is.",
        .example = "racelab explore counter/unsynchronized --threads 2 --increments 1",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_min = 1,
        .operands_max = -1,
    };
    return operands_parse(&line, argc, argv, code);
}

/* Where a person waits. */
static void watch(struct explore_command *command)
{
    progress_init(&command->progress);
    if (command->json || !command->progress.terminal.interactive)
        return;
    command->order.watch = progress_explore;
    command->order.context = &command->progress;
}

/* What a shard does follows from its number alone: it cannot know what the others
 * have found or done. */
static int set_shard(struct explore_command *command)
{
    struct launch_order *order = &command->order;
    struct shard_number shard;
    int code = command->shard ? shard_number_read(command->shard, &shard, program) : 0;
    if (!command->shard || code != 0)
        return code;
    if (command->strategy < FIRST_SHARED) {
        fprintf(stderr,
                "%s: '%s' cannot be split into shards; --strategy dpor, dfs, bounded, random or "
                "pct can\n",
                program, order->strategy);
        return EXIT_USAGE;
    }
    if (command->strategy < FIRST_WALK && order->executions) {
        fprintf(stderr, "%s: with --shard, --executions is for random and pct\n", program);
        return EXIT_USAGE;
    }
    order->shard = shard.number;
    order->shards = shard.count;
    order->keep_going |= command->strategy >= FIRST_WALK;
    return 0;
}

/* Of the strategies that can be split, another than otherwise. */
static void choose_strategy(struct explore_command *command)
{
    if (command->strategy == NOT_CHOSEN)
        command->strategy = command->shard ? FIRST_SHARED : 0;
    command->order.strategy = strategy_names[command->strategy];
    if (command->strategy >= FIRST_WALK && !command->order.executions)
        command->order.executions = 1000;
}

static int run(struct explore_command *command, const char **operands)
{
    bool chosen = command->strategy != NOT_CHOSEN;
    choose_strategy(command);
    int code = set_shard(command);
    if (code != 0)
        return code;
    if (command->shard && !chosen)
        fprintf(stderr, "%s: 'states' cannot be split into shards; searching by %s\n", program,
                command->order.strategy);
    command->terminal = terminal_of(stdout, (enum terminal_color)command->color);
    command->document = explore_json_new();
    watch(command);
    command->operands = operands;
    interrupt_catch();
    if (explore_is_file(operands[0])) {
        code = explore_files(program, operands, &command->order, show, command);
    } else if (operands[1]) {
        fprintf(stderr, "%s: one lab or variant at a time, not also '%s'\n", program, operands[1]);
        code = EXIT_USAGE;
    } else {
        code = explore_lab(program, operands[0], &command->order, show, command);
    }
    if (command->json && code != EXIT_USAGE &&
        explore_json_print(command->document, interrupt_requested(), stdout) != 0)
        code = EXIT_ENVIRONMENT;
    if (interrupt_requested() && code != EXIT_USAGE)
        fprintf(stderr, "%s: interrupted; the results are partial\n", program);
    explore_json_release(command->document);
    return command->trace_failed != 0 ? EXIT_ENVIRONMENT : code;
}

int cmd_explore(int argc, char **argv)
{
    struct explore_command command = {.strategy = NOT_CHOSEN,
                                      .order = {.seconds = 60,
                                                .memory = 2048,
                                                .steps = 100000,
                                                .seed = 1,
                                                .preemptions = 2,
                                                .jobs = machine_cores()}};
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

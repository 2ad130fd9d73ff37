#include "cli/check_options.h"
#include "check/words.h"
#include "cli/dashes.h"
#include "judge/memory.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char program[] = "racelab check";

enum { OWN_ROWS = 10, OPTION_ROWS = OWN_ROWS + REPORT_OPTION_COUNT };

static void fill_table(struct check_options *options, struct option_spec table[OPTION_ROWS])
{
    struct check_order *order = &options->order;
    const struct option_spec specs[] = {
        {.name = "budget",
         .type = OPTION_NUMBER,
         .target = &order->budget,
         .metavar = "S",
         .meaning = "seconds for all witnesses of one program, compiling not counted",
         .standard = "60",
         .max = 1000000},
        {.name = "timeout",
         .type = OPTION_NUMBER,
         .target = &order->timeout,
         .metavar = "S",
         .meaning = "a run that takes longer hangs",
         .standard = "a sixth of the budget, or the lab's own",
         .max = 1000000},
        {.name = "witness",
         .type = OPTION_TEXT,
         .target = &options->witnesses,
         .metavar = "LIST",
         .meaning = "whom to hear: stress, tsan-clang, tsan-gcc, explore, helgrind",
         .standard = "all"},
        {.name = "args",
         .type = OPTION_TEXT,
         .target = &options->arguments,
         .metavar = "WORDS",
         .meaning = "arguments of the program, as a shell would part them"},
        {.name = "stdin",
         .type = OPTION_TEXT,
         .target = &options->input,
         .metavar = "FILE",
         .meaning = "standard input of the program",
         .standard = "empty"},
        {.name = "trace",
         .type = OPTION_TEXT,
         .target = &options->trace,
         .metavar = "FILE",
         .meaning = "write the explorer's gravest finding, for 'racelab replay FILE'"},
        {.name = "here",
         .type = OPTION_FLAG,
         .target = &order->here,
         .meaning = "run the program in this folder, not in an empty one for each run"},
        {.name = "any-output",
         .type = OPTION_FLAG,
         .target = &order->any_output,
         .meaning = "what the program prints may differ from run to run"},
        {.name = "threads",
         .type = OPTION_COUNT,
         .target = &order->threads,
         .metavar = "N",
         .meaning = "threads of a lab",
         .standard = "its own, mostly 2",
         .min = 1,
         .max = 1000000},
        {.name = "increments",
         .type = OPTION_COUNT,
         .target = &order->increments,
         .metavar = "N",
         .meaning = "how many times each thread of a lab does its work",
         .standard = "1,000; 1 for the explorer",
         .min = 1,
         .max = 1000000000},
    };
    _Static_assert(sizeof specs / sizeof *specs == OWN_ROWS, "one row per option");
    memcpy(table, specs, sizeof specs);
    report_options_table(&options->report, table + OWN_ROWS);
}

static bool read_witness(struct check_options *options, const char *name)
{
    for (int i = 0; i < WITNESS_LOG; i++)
        if (strcmp(name, witness_name((enum witness)i)) == 0) {
            options->order.witnesses |= 1u << i;
            return true;
        }
    if (strcmp(name, "tsan") == 0)
        options->order.witnesses |= 1u << WITNESS_TSAN_CLANG | 1u << WITNESS_TSAN_GCC;
    else
        fprintf(stderr,
                "%s: --witness: '%s' is none of stress, tsan, tsan-clang, tsan-gcc, explore, "
                "helgrind\n",
                program, name);
    return strcmp(name, "tsan") == 0;
}

static bool read_witnesses(struct check_options *options)
{
    struct command names = {0};
    bool good = true;
    if (!options->witnesses) {
        options->order.witnesses = (1u << WITNESS_LOG) - 1;
        return true;
    }
    words_list(options->witnesses, &names);
    for (size_t i = 0; i < names.count && good; i++)
        good = read_witness(options, names.words[i]);
    command_release(&names);
    return good;
}

static bool read_arguments(struct check_options *options)
{
    if (!options->arguments)
        return true;
    if (!words_split(options->arguments, &options->argument_words)) {
        fprintf(stderr, "%s: --args: a quote is not closed in '%s'\n", program, options->arguments);
        return false;
    }
    options->order.argument_text = options->arguments;
    options->order.arguments = command_argv(&options->argument_words);
    return true;
}

/* Programs run in another folder. */
static bool read_input(struct check_options *options)
{
    char path[PATH_MAX];
    if (!options->input)
        return true;
    if (!realpath(options->input, path) || access(path, R_OK) != 0) {
        fprintf(stderr, "%s: --stdin: cannot read '%s': %s\n", program, options->input,
                strerror(errno));
        return false;
    }
    options->input_path = memory_copy_text(path);
    options->order.input = options->input_path;
    return true;
}

enum option_result check_options_read(struct check_options *options, int argc, char **argv,
                                      const char **operands)
{
    struct option_spec table[OPTION_ROWS];
    *options = (struct check_options){.order = {.program = program, .budget = 60}};
    fill_table(options, table);
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB[/VARIANT]|FILE.c... [-- compiler flags]|PROGRAM [-- arguments]",
        .summary =
            "Hears every witness on a lab or on a program of your own: real threads,\n"
            "ThreadSanitizer of clang and of gcc, every interleaving, helgrind; weighs them\n"
            "against each other, and shows the worst finding. Builds are kept in a cache.",
        .example = "racelab check bank.c account.c --args '100 2' -- -O1 -DLIMIT=3 -lm",
        .options = table,
        .option_count = OPTION_ROWS,
        .operands_min = 1,
        .operands_max = -1,
    };
    enum option_result result =
        options_parse(&line, dashes_cut(argc, argv, &options->flags), argv, operands);
    if (result == OPTION_GO_ON &&
        (!read_witnesses(options) || !read_arguments(options) || !read_input(options)))
        return OPTION_WRONG;
    return result;
}

void check_options_release(struct check_options *options)
{
    command_release(&options->argument_words);
    free(options->input_path);
}

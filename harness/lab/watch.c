#include "lab/watch.h"

#include "lab/describe.h"
#include "lab/lab.h"
#include "process/interrupt.h"
#include "report/run_table.h"
#include "stress/session.h"
#include "stress/stress_options.h"
#include "stress/supervise.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct watch_options {
    struct stress_options stress;
    bool in_process;
};

static enum option_result read_options(struct watch_options *options, const char *name, int argc,
                                       char **argv)
{
    struct option_spec table[STRESS_OPTION_COUNT + 1];
    const char **operands = calloc((size_t)argc + 1, sizeof *operands);
    if (!operands)
        return OPTION_WRONG;
    stress_options_table(&options->stress, table);
    table[STRESS_OPTION_COUNT] =
        (struct option_spec){.name = "in-process",
                             .type = OPTION_FLAG,
                             .target = &options->in_process,
                             .meaning = "run the trials in this very process, for other tools"};
    const struct command_line line = {
        .program = name,
        .synopsis = "",
        .summary = lab.title,
        .options = table,
        .option_count = STRESS_OPTION_COUNT + 1,
    };
    enum option_result result = options_parse(&line, argc, argv, operands);
    free(operands);
    return result;
}

/* Without a supervisor: a crash is a crash, and other tools see one process. */
static int run_here(const struct tally_order *order)
{
    struct tally *tally = calloc(1, sizeof *tally);
    if (!tally)
        return EXIT_ENVIRONMENT;
    tally_init(tally, order);
    tally->order.canary = false;
    int result = session_run(&lab, tally);
    unsigned long long trials = atomic_load(&tally->trials), wrong = atomic_load(&tally->wrong);
    struct stress_run run = {.threads = order->run.threads, .refusal = tally->refusal};
    free(tally);
    if (result != 0) {
        char text[400];
        fprintf(stderr, "%s\n", run_refusal_text(&run, text, sizeof text));
        return EXIT_ENVIRONMENT;
    }
    printf("threads %ld, trials %llu, wrong %llu\n", run.threads, trials, wrong);
    return wrong > 0 ? EXIT_FOUND : EXIT_NOTHING_FOUND;
}

static int run_watched(struct run_table *table, const char *name, const struct tally_order *order,
                       double timeout)
{
    struct stress_run run;
    const struct supervise_watch how = {.hang_seconds = timeout};
    int failed = supervise("/proc/self/exe", order, &how, &run);
    if (failed != 0) {
        fprintf(stderr, "%s: cannot start a trial: %s\n", name, strerror(-failed));
        return EXIT_ENVIRONMENT;
    }
    run_table_row(table, name, &run);
    int code = verdict_exit_code(run.verdict);
    stress_run_release(&run);
    return code;
}

/* The more telling of two exit codes: found, then lacking, then inconclusive. */
static int worse(int one, int other)
{
    if (one == EXIT_FOUND || other == EXIT_FOUND)
        return EXIT_FOUND;
    return one > other ? one : other;
}

int watch_main(int argc, char **argv)
{
    char name[128];
    struct watch_options options = {.stress = {.seed = 1}};
    setlocale(LC_ALL, "");
    describe_name(name, sizeof name);
    enum option_result parsed = read_options(&options, name, argc, argv);
    if (parsed != OPTION_GO_ON)
        return parsed == OPTION_WRONG ? EXIT_USAGE : 0;
    if (options.stress.threads.count == 0)
        options.stress.threads =
            (struct option_counts){1, {lab.defaults.threads > 0 ? lab.defaults.threads : 2}};
    interrupt_catch();
    struct run_table table;
    run_table_init(&table, stdout, terminal_of(stdout, COLOR_AUTO), strlen(name));
    for (int i = 0; i < LAB_MEASURES_MAX; i++)
        table.measures[i] = lab.measures[i].name;
    if (!options.in_process)
        run_table_head(&table);
    int code = 0;
    for (size_t i = 0; i < options.stress.threads.count && !interrupt_requested(); i++) {
        double timeout =
            options.stress.timeout > 0 ? options.stress.timeout : (double)lab.hang_seconds;
        struct tally_order order = stress_options_order(
            &options.stress, options.stress.threads.values[i], lab.defaults.increments);
        code = worse(code, options.in_process ? run_here(&order)
                                              : run_watched(&table, name, &order, timeout));
    }
    if (!options.in_process && lab.switched_by)
        run_table_decider(&table, name, lab.switched_by);
    if (!options.in_process)
        run_table_foot(&table);
    return fflush(stdout) == 0 ? code : EXIT_ENVIRONMENT;
}

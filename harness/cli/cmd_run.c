#include "cli/chosen.h"
#include "cli/commands.h"
#include "cli/operands.h"
#include "cli/progress.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "report/number.h"
#include "report/plot.h"
#include "report/run_table.h"
#include "report/stress_report.h"
#include "stress/stress_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab run";

static const struct option_counts usual = {3, {2, 8, 64}};

struct run_command {
    struct stress_options stress;
    bool json;
    const char *plot; /* NULL: none */
    int color;        /* enum terminal_color */

    struct stress_report report;
    struct run_table table;
    struct progress progress;
};

static void print_head(struct run_command *command)
{
    const struct stress_report *report = &command->report;
    const struct machine *machine = &report->machine;
    printf("%s%s%s: %zu variant%s; %ld core%s (%s), load %.1f\n",
           terminal_bold(&command->table.terminal), report->lab,
           terminal_plain(&command->table.terminal), report->count, report->count == 1 ? "" : "s",
           machine->cores, machine->cores == 1 ? "" : "s", machine->processor, machine->load);
    run_table_head(&command->table);
}

/* A verdict that is not what the variant says of itself. */
static void print_surprise(const struct stress_series *series)
{
    const struct variant *variant = series->variant;
    enum verdict verdict = stress_series_verdict(series);
    if (variant->expect.stress == LAB_NEVER_WRONG && verdict == VERDICT_CAUGHT)
        printf("%s: is said to be right, and was seen wrong\n", variant->name);
    if ((variant->expect.stress == LAB_SOMETIMES_WRONG ||
         variant->expect.stress == LAB_ALWAYS_WRONG) &&
        verdict != VERDICT_CAUGHT && verdict != VERDICT_UNAVAILABLE)
        printf("%s: is wrong, and did not show it here: more threads, trials or seconds may\n",
               variant->name);
}

static void print_foot(struct run_command *command)
{
    const struct stress_report *report = &command->report;
    for (size_t i = 0; i < report->count; i++)
        if (report->series[i].count > 0 && report->series[i].variant->switched_by[0])
            run_table_decider(&command->table, report->series[i].variant->name,
                              report->series[i].variant->switched_by);
    for (size_t i = 0; i < report->count; i++)
        if (report->series[i].count > 0)
            print_surprise(&report->series[i]);
    run_table_foot(&command->table);
}

/* One run of one variant. Returns 0 or a negative errno. */
static int run_one(struct run_command *command, struct stress_series *series, long threads)
{
    char what[160], number[NUMBER_MAX];
    const struct variant *variant = series->variant;
    const struct tally_order order =
        stress_options_order(&command->stress, threads, variant->defaults.increments);
    double timeout = command->stress.timeout;
    const struct supervise_watch watch = {.hang_seconds =
                                              timeout > 0 ? timeout : (double)variant->hang_seconds,
                                          .progress = progress_show,
                                          .context = &command->progress};
    snprintf(what, sizeof what, "%s, %s threads", variant->name,
             number_count(threads, number, sizeof number));
    command->progress.what = what;
    struct stress_run *run = &series->runs[series->count];
    int failed = supervise(variant->binary, &order, &watch, run);
    progress_clear(&command->progress);
    if (failed != 0) {
        fprintf(stderr, "%s: cannot run '%s': %s\n", program, variant->binary, strerror(-failed));
        return failed;
    }
    if (!command->json)
        run_table_row(&command->table, series->count == 0 ? variant->name : "", run);
    series->count++;
    return fflush(stdout) == 0 ? 0 : -errno;
}

/* The thread counts that were asked for; else the variant's own; else the usual. */
static struct option_counts threads_of(const struct run_command *command,
                                       const struct variant *variant)
{
    if (command->stress.threads.count > 0)
        return command->stress.threads;
    if (variant->defaults.threads > 0)
        return (struct option_counts){1, {variant->defaults.threads}};
    return usual;
}

static int run_series(struct run_command *command, struct stress_series *series)
{
    const struct option_counts threads = threads_of(command, series->variant);
    int result = 0;
    for (size_t i = 0; i < threads.count && result == 0 && !interrupt_requested(); i++) {
        long count = threads.values[i];
        if (series->variant->max_threads > 0 && count > series->variant->max_threads)
            continue;
        result = run_one(command, series, count);
    }
    return result;
}

static int run_all(struct run_command *command)
{
    struct stress_report *report = &command->report;
    int result = 0;
    for (size_t i = 0; i < report->count && result == 0 && !interrupt_requested(); i++)
        result = run_series(command, &report->series[i]);
    report->partial = interrupt_requested();
    return result;
}

static int show(struct run_command *command)
{
    if (command->json && stress_report_json(&command->report, stdout) != 0)
        return EXIT_ENVIRONMENT;
    if (!command->json)
        print_foot(command);
    if (command->report.partial)
        fprintf(stderr, "%s: interrupted; the results are partial\n", program);
    return stress_report_exit_code(&command->report);
}

static size_t longest_name(const struct selection *selection)
{
    size_t longest = 0;
    for (size_t i = 0; i < selection->count; i++) {
        size_t length = strlen(selection->variants[i]->name);
        longest = length > longest ? length : longest;
    }
    return longest;
}

static int run_selection(struct run_command *command, const struct selection *selection)
{
    struct saved_file picture;
    if (command->plot) {
        int refused = plot_open(&picture, program, command->plot);
        if (refused != 0)
            return refused;
    }
    int code = EXIT_ENVIRONMENT;
    bool ran = false;
    size_t asked = command->stress.threads.count;
    if (stress_report_init(&command->report, selection, asked > 0 ? asked : usual.count) == 0) {
        run_table_init(&command->table, stdout,
                       terminal_of(stdout, (enum terminal_color)command->color),
                       longest_name(selection));
        for (size_t i = 0; i < selection->variants[0]->measure_count; i++)
            command->table.measures[i] = selection->variants[0]->measures[i].name;
        progress_init(&command->progress);
        interrupt_catch();
        if (!command->json)
            print_head(command);
        ran = run_all(command) == 0;
        code = ran ? show(command) : EXIT_ENVIRONMENT;
    }
    if (command->plot && !ran)
        saved_file_discard(&picture);
    else if (command->plot) {
        int failed = plot_close(&picture, program, &command->report);
        code = failed != 0 ? failed : code;
    }
    stress_report_release(&command->report);
    return code;
}

static bool read_options(struct run_command *command, int argc, char **argv, const char **name,
                         int *code)
{
    struct option_spec table[STRESS_OPTION_COUNT + 3];
    stress_options_table(&command->stress, table);
    table[0].standard = "2,8,64, or the lab's own";
    table[STRESS_OPTION_COUNT] =
        (struct option_spec){.name = "json",
                             .type = OPTION_FLAG,
                             .target = &command->json,
                             .meaning = "print one JSON document instead of the table"};
    table[STRESS_OPTION_COUNT + 1] =
        (struct option_spec){.name = "plot",
                             .type = OPTION_TEXT,
                             .target = &command->plot,
                             .metavar = "FILE",
                             .meaning = "draw lost updates and cost as .svg or .png"};
    table[STRESS_OPTION_COUNT + 2] = option_color(&command->color);
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB[/VARIANT]",
        .summary = "Runs variants on real threads and shows how often, and by how much, they are\n"
                   "wrong. Exit code 1 says that something was wrong, as a racy lab should be.",
        .example = "racelab run counter/unsynchronized --threads 2,64,5000 --increments 100",
        .options = table,
        .option_count = STRESS_OPTION_COUNT + 3,
        .operands_min = 1,
        .operands_max = 1,
    };
    return operand_parse(&line, argc, argv, name, code);
}

int cmd_run(int argc, char **argv)
{
    const char *name;
    struct run_command command = {.stress = {.seed = 1}};
    int code;
    if (!read_options(&command, argc, argv, &name, &code))
        return code;
    struct chosen chosen;
    code = chosen_open(&chosen, program, name);
    if (code != 0)
        return code;
    code = run_selection(&command, &chosen.selection);
    chosen_close(&chosen);
    return code;
}

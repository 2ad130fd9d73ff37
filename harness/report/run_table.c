#include "report/run_table.h"

#include "machine/machine.h"
#include "report/number.h"
#include "report/utf8.h"

#include <stdlib.h>
#include <string.h>

/* How wide a row is beside its first column, with this part and all before it. */
enum { SHOW_COST = 51, SHOW_EXTREMES = 81, SHOW_HISTOGRAM = 91 };

void run_table_init(struct run_table *table, FILE *out, struct terminal terminal,
                    size_t longest_name)
{
    int width = longest_name < 8 ? 8 : longest_name > 40 ? 40 : (int)longest_name;
    *table = (struct run_table){.out = out, .terminal = terminal, .name_width = width};
}

static bool shows(const struct run_table *table, int columns)
{
    return table->terminal.width >= table->name_width + columns;
}

/* Of the wrong trials: less common an outcome is not told below the row. */
static const double WORTH_TELLING = 0.1;

enum { MEASURE_MIN = 7, SHOW_MEASURES = 36 };

static int measure_width(const char *name)
{
    int width = (int)strlen(name);
    return width < MEASURE_MIN ? MEASURE_MIN : width;
}

/* Whether the column fits, with all before it. */
static bool shows_measure(const struct run_table *table, int index)
{
    int columns = SHOW_MEASURES;
    for (int i = 0; i <= index; i++)
        columns += 1 + measure_width(table->measures[i]);
    return shows(table, columns);
}

static void print_measures_head(const struct run_table *table)
{
    for (int i = 0; table->measures[i] && shows_measure(table, i); i++)
        fprintf(table->out, " %*s", measure_width(table->measures[i]), table->measures[i]);
}

static void print_measures(const struct run_table *table, const struct stress_run *run)
{
    char number[NUMBER_MAX];
    bool finished = run->trials > run->crashed + run->hung;
    for (int i = 0; table->measures[i] && shows_measure(table, i); i++)
        fprintf(table->out, " %*s", measure_width(table->measures[i]),
                finished ? number_measured(run->measures[i], number, sizeof number) : "");
}

static void print_usual_head(const struct run_table *table)
{
    if (shows(table, SHOW_EXTREMES))
        fprintf(table->out, " %9s %9s %9s", "least", "lost", "most");
    fprintf(table->out, " %7s", "lost %");
    if (shows(table, SHOW_COST))
        fprintf(table->out, " %7s", "ns/inc");
}

void run_table_head(const struct run_table *table)
{
    fprintf(table->out, "%s%-*s %7s %9s  %-15s", terminal_bold(&table->terminal), table->name_width,
            "variant", "threads", "trials", "wrong");
    if (table->measures[0])
        print_measures_head(table);
    else
        print_usual_head(table);
    fprintf(table->out, "%s\n", terminal_plain(&table->terminal));
}

/* The words of the column `wrong`: what was seen, or how rare the unseen is. */
static void describe_seen(const struct run_table *table, const struct stress_run *run, char *text,
                          size_t size)
{
    char percent[NUMBER_MAX];
    if (run->verdict == VERDICT_CAUGHT) {
        double share = (double)stress_run_bad(run) / (double)run->trials;
        double half = (run->interval.high - run->interval.low) / 2;
        snprintf(text, size, "%7s %s%.1f", number_percent(share, percent, sizeof percent),
                 table->terminal.utf8 ? "±" : "+-", half * 100);
    } else if (run->verdict == VERDICT_CLEAN) {
        const char *bound = number_percent(run->interval.high, percent, sizeof percent);
        snprintf(text, size, "not seen %s%s", *bound == '<' ? "" : "<", bound);
    } else {
        snprintf(text, size, "%s", verdict_name(run->verdict));
    }
}

static const char *seen_color(const struct terminal *terminal, enum verdict verdict)
{
    if (verdict == VERDICT_CAUGHT)
        return terminal_red(terminal);
    return verdict == VERDICT_CLEAN ? terminal_green(terminal) : terminal_yellow(terminal);
}

/* Columns, not bytes: "±" is two bytes wide and one column. */
static int padding(const char *text, int columns)
{
    int used = 0;
    for (const char *c = text; *c; c++)
        used += (*c & 0xc0) != 0x80;
    return used < columns ? columns - used : 0;
}

static void print_seen(const struct run_table *table, const struct stress_run *run)
{
    char text[48];
    describe_seen(table, run, text, sizeof text);
    fprintf(table->out, "  %s%s%s%*s", seen_color(&table->terminal, run->verdict), text,
            terminal_plain(&table->terminal), padding(text, 15), "");
}

static void print_lost(const struct run_table *table, const struct stress_run *run)
{
    char number[NUMBER_MAX];
    const long lost[] = {run->lost.min, run->lost.median, run->lost.max};
    for (int i = 0; shows(table, SHOW_EXTREMES) && i < 3; i++)
        fprintf(table->out, " %9s",
                run->wrong > 0 ? number_count(lost[i], number, sizeof number) : "");
    double share = run->expected > 0 ? (double)run->lost.median / (double)run->expected : 0;
    fprintf(table->out, " %7s", run->wrong > 0 ? number_percent(share, number, sizeof number) : "");
}

/* One character per eighth of the expected total that was lost. */
static void print_histogram(const struct run_table *table, const struct stress_run *run)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const plain[] = {".", ":", "-", "=", "+", "*", "%", "#"};
    uint64_t most = 0;
    for (int i = 0; i < RUN_BINS; i++)
        most = run->bins[i] > most ? run->bins[i] : most;
    fprintf(table->out, "  ");
    for (int i = 0; most > 0 && i < RUN_BINS; i++) {
        uint64_t level = (run->bins[i] * 7 + most - 1) / most;
        fprintf(table->out, "%s",
                run->bins[i] == 0      ? " "
                : table->terminal.utf8 ? bars[level]
                                       : plain[level]);
    }
}

static void print_numbers(const struct run_table *table, const struct stress_run *run)
{
    char number[NUMBER_MAX];
    print_lost(table, run);
    if (shows(table, SHOW_COST))
        fprintf(table->out, " %7s",
                run->ns_per_increment > 0
                    ? number_nanoseconds(run->ns_per_increment, number, sizeof number)
                    : "");
    if (shows(table, SHOW_HISTOGRAM) && run->wrong > 0)
        print_histogram(table, run);
}

const char *run_refusal_text(const struct stress_run *run, char *text, size_t size)
{
    struct machine machine;
    machine_init(&machine);
    struct machine_limit limit = machine_thread_limit(&machine);
    snprintf(text, size, "the system refused thread %ld of %ld: %s; the nearest limit: %s = %ld",
             run->refusal.thread, run->threads, strerror(run->refusal.error), limit.name,
             limit.threads);
    return text;
}

/* The words of the wrong outcome that was seen most, unless that is one of very
 * many ("237 lost"): the columns say more of these. */
static void print_words(const struct run_table *table, const struct stress_run *run)
{
    char percent[NUMBER_MAX];
    double share =
        run->outcome_count > 0 ? (double)run->outcomes[0].trials / (double)run->wrong : 0;
    if (share < WORTH_TELLING)
        return;
    char *clean = utf8_clean(run->outcomes[0].label, strlen(run->outcomes[0].label));
    char *label = utf8_cut_end(clean, LAB_LABEL_MAX);
    fprintf(table->out, "  most often: %s (%s)\n", label,
            number_percent(share, percent, sizeof percent));
    free(label);
    free(clean);
}

static void print_notes(const struct run_table *table, const struct stress_run *run)
{
    char text[400];
    print_words(table, run);
    if (run->hung > 0)
        fprintf(table->out, "  %llu of these trials hung\n", (unsigned long long)run->hung);
    if (run->stacks)
        fprintf(table->out, "%s", run->stacks);
    if (run->crashed > 0)
        fprintf(table->out, "  %llu of these trials crashed: %s\n",
                (unsigned long long)run->crashed, strsignal(run->crash_signal));
    if (run->refusal.thread > 0)
        fprintf(table->out, "  %s\n", run_refusal_text(run, text, sizeof text));
    if (run->done > 0)
        fprintf(table->out, "  interrupted when %ld of %ld were done\n", run->done,
                run->threads * run->increments);
    if (run->exit_code != 0)
        fprintf(table->out, "  the lab gave up with exit code %d\n", run->exit_code);
}

void run_table_row(struct run_table *table, const char *name, const struct stress_run *run)
{
    char number[NUMBER_MAX];
    fprintf(table->out, "%-*s %7s", table->name_width, name,
            number_count(run->threads, number, sizeof number));
    fprintf(table->out, " %9s", number_count((long long)run->trials, number, sizeof number));
    print_seen(table, run);
    if (table->measures[0])
        print_measures(table, run);
    else
        print_numbers(table, run);
    fprintf(table->out, "%s\n", run->interrupted ? "  partial" : "");
    print_notes(table, run);
    table->unseen |= run->verdict == VERDICT_CLEAN && run->threads > 1;
    table->mute |= run->verdict == VERDICT_INCONCLUSIVE && run->canary_trials > 0;
}

void run_table_decider(struct run_table *table, const char *name, const char *decider)
{
    if (!table->deciders)
        fprintf(table->out, "who decides what goes on when:\n");
    table->deciders = true;
    fprintf(table->out, "  %-*s  %s\n", table->name_width, name, decider);
}

void run_table_foot(const struct run_table *table)
{
    if (table->unseen)
        fprintf(table->out, "\"not seen\" is no proof: it bounds how often a trial goes wrong, at "
                            "95%% confidence.\n");
    if (table->mute)
        fprintf(table->out, "\"inconclusive\": a race known to show stayed silent too; the machine "
                            "was too busy to show any.\n");
}

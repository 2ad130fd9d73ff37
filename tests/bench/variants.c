/* What does a remedy cost? Nanoseconds per increment of every remedy of the
 * counter over thread counts, with the bare increment of one thread as the
 * floor, and the ratio to what a person would use instead: a pthread primitive,
 * or libuv for the event loops.
 *
 * All variants run in turns, some rounds of a fraction of a second each, so
 * that what else the machine does hits all of them alike; a figure is the
 * median of its rounds. Prints figures and never judges them.
 *
 * usage: variants [FOLDER OF THE BINARIES]
 */
#include "catalogue/catalogue.h"
#include "report/number.h"
#include "stress/supervise.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 5, COUNTS = 4, VARIANTS_MAX = 64 };

static const long thread_counts[COUNTS] = {1, 2, 8, 64};
static const long increments = 1000;
static const double seconds = 0.1;

/* What a person would use instead of our own code; mutex for all others. */
static const struct instead {
    const char *remedy, *reference;
} instead[] = {
    {"event_loop", "libuv"},
    {"event_loop_tasks", "libuv"},
    {"processes_atomic", "processes_mutex"},
};

struct row {
    const struct variant *variant;
    double rounds[COUNTS][ROUNDS];
    double median[COUNTS];
};

static struct row rows[VARIANTS_MAX];
static size_t row_count;
static double floor_rounds[ROUNDS];

static double measure(const struct variant *variant, long threads)
{
    struct stress_run run;
    const struct tally_order order = {.run = {.threads = threads, .increments = increments},
                                      .seconds_in_ns = (uint64_t)(seconds * 1e9),
                                      .seed = 1};
    const struct supervise_watch watch = {0};
    if (supervise(variant->binary, &order, &watch, &run) != 0)
        return 0;
    double cost = run.ns_per_increment;
    stress_run_release(&run);
    return cost;
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double values[ROUNDS])
{
    qsort(values, ROUNDS, sizeof *values, compare_doubles);
    return values[ROUNDS / 2];
}

static const struct variant *choose_rows(const struct selection *counter)
{
    const struct variant *bare = NULL;
    for (size_t i = 0; i < counter->count; i++) {
        const struct variant *variant = counter->variants[i];
        if (variant->fixed && row_count < VARIANTS_MAX)
            rows[row_count++].variant = variant;
        else if (strcmp(variant->name, "unsynchronized") == 0)
            bare = variant;
    }
    return bare;
}

static void measure_all(const struct variant *bare)
{
    for (int round = 0; round < ROUNDS; round++) {
        floor_rounds[round] = measure(bare, 1);
        for (size_t i = 0; i < row_count; i++)
            for (int c = 0; c < COUNTS; c++)
                rows[i].rounds[c][round] = measure(rows[i].variant, thread_counts[c]);
    }
    for (size_t i = 0; i < row_count; i++)
        for (int c = 0; c < COUNTS; c++)
            rows[i].median[c] = median(rows[i].rounds[c]);
}

static const struct row *find_row(const char *name)
{
    for (size_t i = 0; i < row_count; i++)
        if (strcmp(rows[i].variant->name, name) == 0)
            return &rows[i];
    return NULL;
}

static const struct row *reference_of(const struct row *row)
{
    for (size_t i = 0; i < sizeof instead / sizeof *instead; i++)
        if (strcmp(row->variant->name, instead[i].remedy) == 0)
            return find_row(instead[i].reference);
    return find_row("mutex");
}

static void print_row(const struct row *row)
{
    char number[NUMBER_MAX];
    const struct row *reference = reference_of(row);
    printf("%-18s", row->variant->name);
    for (int c = 0; c < COUNTS; c++)
        printf(" %9s", number_nanoseconds(row->median[c], number, sizeof number));
    for (int c = 0; reference && c < COUNTS; c++)
        printf(" %8.2f", reference->median[c] > 0 ? row->median[c] / reference->median[c] : 0);
    printf("  of %s\n", reference ? reference->variant->name : "nothing");
}

static void print_all(void)
{
    printf("nanoseconds per increment (wall time of a trial / all its increments), then the ratio "
           "to what a person would use instead\n");
    printf("floor: one thread, nothing to protect: %.2f ns\n", median(floor_rounds));
    printf("%-18s", "threads");
    for (int c = 0; c < COUNTS; c++)
        printf(" %9ld", thread_counts[c]);
    for (int c = 0; c < COUNTS; c++)
        printf(" %7ldx", thread_counts[c]);
    printf("\n");
    for (size_t i = 0; i < row_count; i++)
        print_row(&rows[i]);
}

static const char *standard_folder(char *argv0, char *folder)
{
    snprintf(folder, PATH_MAX, "%s/../../bin", dirname(argv0));
    return folder;
}

int main(int argc, char **argv)
{
    char folder[PATH_MAX];
    struct catalogue catalogue;
    struct selection counter;
    if (catalogue_init_in(&catalogue, argc > 1 ? argv[1] : standard_folder(argv[0], folder)) != 0)
        return 4;
    if (catalogue_select(&catalogue, "variants", "counter", &counter) != 0) {
        catalogue_release(&catalogue);
        return 4;
    }
    const struct variant *bare = choose_rows(&counter);
    if (!bare) {
        fprintf(stderr, "variants: the counter was not built\n");
        return 4;
    }
    measure_all(bare);
    print_all();
    selection_release(&counter);
    catalogue_release(&catalogue);
    return 0;
}

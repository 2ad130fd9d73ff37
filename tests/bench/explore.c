/* The explorer's speed: `states` and `dpor` side by side, on the counter's
 * remedies by threads x increments, and on small programs. Prints a line per
 * case: executions and transitions a second on one core, the whole time of the
 * search, the memory that it took at most, and what was kept of each state
 * (`states-` keeps no numbers of interleavings). Then the searches that
 * processes share, by one and by all cores in turn: the whole time of each,
 * the median of ROUNDS, and how many times as fast all are. */
#include "explore/launch/launch.h"
#include "machine/machine.h"
#include "process/child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 5 };

struct example {
    const char *variant; /* of the counter, or a file in tests/explore/programs */
    long threads, increments;
};

static const struct example examples[] = {
    {"mutex", 7, 1},
    {"mutex", 8, 1},
    {"mutex", 16, 1},
    {"mutex", 4, 5},
    {"atomic", 7, 1},
    {"atomic", 8, 1},
    {"unsynchronized", 4, 3},
    {"unsynchronized", 8, 1},
    {"store_buffering.c", 0, 0},
    {"philosophers.c", 0, 0},
    {"bounded_buffer.c", 0, 0},
};

static void print_result(const struct example *example, const char *strategy,
                         const struct exploration *exploration)
{
    double seconds = exploration->seconds > 0 ? exploration->seconds : 1e-9;
    char size[32] = "";
    if (example->threads)
        snprintf(size, sizeof size, "%ld x %ld", example->threads, example->increments);
    printf("%-18s %6s %-7s %11llu %12llu %12.0f %12.0f %9.3f %9llu %7.1f%s\n", example->variant,
           size, strategy, (unsigned long long)exploration->executions,
           (unsigned long long)exploration->transitions, (double)exploration->executions / seconds,
           (double)exploration->transitions / seconds, exploration->seconds,
           (unsigned long long)exploration->peak_kib, exploration->bytes_per_state,
           exploration->complete ? "" : "  (stopped)");
}

static int search_by(const struct example *example, const char *strategy, const char *binary)
{
    struct exploration exploration;
    bool lean = strcmp(strategy, "states-") == 0;
    const struct launch_order order = {.binary = binary,
                                       .strategy = lean ? "states" : strategy,
                                       .no_count = lean,
                                       .threads = example->threads,
                                       .increments = example->increments,
                                       .seconds = 3,
                                       .memory = 4096,
                                       .steps = 100000,
                                       .seed = 1};
    int code = launch(&order, "bench", &exploration);
    if (code != 0)
        return code;
    print_result(example, strategy, &exploration);
    exploration_release(&exploration);
    return 0;
}

static int search_alone(const struct example *example, const char *binary)
{
    static const char *const searches[] = {"states", "states-", "dpor"};
    for (size_t k = 0; k < sizeof searches / sizeof *searches; k++) {
        int code = search_by(example, searches[k], binary);
        if (code != 0)
            return code;
    }
    return 0;
}

/* Shared out: one of the examples, with what the search needs besides. */
struct sharing {
    struct example example;
    const char *strategy;
    long executions;
};

static const struct sharing sharings[] = {
    {{"mutex", 7, 1}, "dpor", 0},
    {{"mutex", 8, 1}, "dpor", 0},
    {{"mutex", 9, 1}, "dpor", 0},
    {{"mutex", 4, 3}, "dpor", 0},
    {{"atomic", 7, 1}, "dpor", 0},
    {{"atomic", 8, 1}, "dpor", 0},
    {{"store_buffering.c", 0, 0}, "dpor", 0},
    {{"philosophers.c", 0, 0}, "dpor", 0},
    {{"bounded_buffer.c", 0, 0}, "dpor", 0},
    {{"mutex", 8, 1}, "dfs", 0},
    {{"unsynchronized", 3, 2}, "dfs", 0},
    {{"mutex", 4, 4}, "random", 100000},
    {{"mutex", 4, 4}, "pct", 100000},
};

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* Returns seconds, or -1. */
static double search_with(const struct sharing *sharing, const char *binary, long jobs,
                          uint64_t *executions)
{
    struct exploration exploration;
    const struct launch_order order = {.binary = binary,
                                       .strategy = sharing->strategy,
                                       .threads = sharing->example.threads,
                                       .increments = sharing->example.increments,
                                       .executions = sharing->executions,
                                       .seconds = 3,
                                       .memory = 4096,
                                       .steps = 100000,
                                       .seed = 1,
                                       .jobs = jobs};
    if (launch(&order, "bench", &exploration) != 0)
        return -1;
    double seconds = exploration.seconds;
    *executions = exploration.executions;
    exploration_release(&exploration);
    return seconds;
}

static int search_shared(const struct sharing *sharing, const char *binary)
{
    double one[ROUNDS], all[ROUNDS];
    uint64_t executions = 0;
    char size[32] = "";
    for (int i = 0; i < ROUNDS; i++) {
        one[i] = search_with(sharing, binary, 1, &executions);
        all[i] = search_with(sharing, binary, machine_cores(), &executions);
        if (one[i] < 0 || all[i] < 0)
            return 1;
    }
    qsort(one, ROUNDS, sizeof *one, by_size);
    qsort(all, ROUNDS, sizeof *all, by_size);
    if (sharing->example.threads)
        snprintf(size, sizeof size, "%ld x %ld", sharing->example.threads,
                 sharing->example.increments);
    printf("%-18s %6s %-7s %11llu %12.4f %12.4f %9.2f\n", sharing->example.variant, size,
           sharing->strategy, (unsigned long long)executions, one[ROUNDS / 2], all[ROUNDS / 2],
           one[ROUNDS / 2] / all[ROUNDS / 2]);
    return 0;
}

/* What is to be done with the binary of an example. */
static int search(const struct example *example, const struct sharing *sharing, const char *binary)
{
    return sharing ? search_shared(sharing, binary) : search_alone(example, binary);
}

/* Built as a test builds it: explore-cc lies beside the binaries. */
static int run_file(const struct example *example, const struct sharing *sharing,
                    const char *folder, const char *programs)
{
    char out[] = "/tmp/racelab-bench-XXXXXX", lib[4096], compiler[4200], path[4096], binary[64];
    if (!mkdtemp(out))
        return 1;
    snprintf(lib, sizeof lib, "%s/../lib/explore", folder);
    snprintf(compiler, sizeof compiler, "%s/explore-cc", lib);
    snprintf(path, sizeof path, "%s/%s", programs, example->variant);
    snprintf(binary, sizeof binary, "%s/program", out);
    const char *const argv[] = {compiler, lib, binary, out, path, NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 60};
    struct child_result result;
    int code = child_run(&spec, &result) == 0 && result.end == CHILD_EXITED ? result.code : 1;
    if (code != 0)
        fprintf(stderr, "bench: cannot build '%s': %s\n", path, result.errors);
    child_result_release(&result);
    code = code != 0 ? code : search(example, sharing, binary);
    const char *const removal[] = {"rm", "-r", out, NULL};
    const struct child_spec remove_all = {.argv = removal, .seconds = 60};
    if (child_run(&remove_all, &result) == 0)
        child_result_release(&result);
    return code;
}

static int run(const struct example *example, const struct sharing *sharing, const char *folder,
               const char *programs)
{
    char binary[4096];
    if (strchr(example->variant, '.'))
        return run_file(example, sharing, folder, programs);
    snprintf(binary, sizeof binary, "%s/explore/counter-%s", folder, example->variant);
    return search(example, sharing, binary);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: explore BIN PROGRAMS, the folder of the binaries and "
                        "tests/explore/programs\n");
        return 2;
    }
    printf("%-18s %6s %-7s %11s %12s %12s %12s %9s %9s %7s\n", "program", "size", "search",
           "executions", "steps", "executions/s", "steps/s", "seconds", "peak KiB", "B/state");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (run(&examples[i], NULL, argv[1], argv[2]) != 0)
            return 1;
    printf("\n%-18s %6s %-7s %11s %12s %10s %2ld %9s\n", "program", "size", "search", "executions",
           "--jobs 1", "--jobs", machine_cores(), "ratio");
    for (size_t i = 0; i < sizeof sharings / sizeof *sharings; i++)
        if (run(&sharings[i].example, &sharings[i], argv[1], argv[2]) != 0)
            return 1;
    return 0;
}

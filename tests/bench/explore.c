/* The explorer's speed: `states` and `dpor` on the counter's remedies, by
 * threads x increments. Prints a line per case: executions or transitions a
 * second on one core, and the whole time of the search. */
#include "explore/launch/launch.h"

#include <stdio.h>
#include <string.h>

struct example {
    const char *variant;
    long threads, increments;
};

static const struct example examples[] = {
    {"mutex", 7, 1},  {"mutex", 8, 1},  {"mutex", 16, 1},         {"mutex", 4, 5},
    {"atomic", 7, 1}, {"atomic", 8, 1}, {"unsynchronized", 4, 3}, {"unsynchronized", 8, 1},
};

static void print_result(const struct example *example, const char *strategy,
                         const struct exploration *exploration)
{
    double seconds = exploration->seconds > 0 ? exploration->seconds : 1e-9;
    printf("%-16s %3ld x %-3ld %-7s %12llu %12llu %12.0f %12.0f %9.3f%s\n", example->variant,
           example->threads, example->increments, strategy,
           (unsigned long long)exploration->executions,
           (unsigned long long)exploration->transitions, (double)exploration->executions / seconds,
           (double)exploration->transitions / seconds, exploration->seconds,
           exploration->complete ? "" : "  (stopped)");
}

static int run(const char *folder, const struct example *example, const char *strategy)
{
    char binary[4096];
    struct exploration exploration;
    snprintf(binary, sizeof binary, "%s/explore/counter-%s", folder, example->variant);
    const struct launch_order order = {.binary = binary,
                                       .strategy = strategy,
                                       .threads = example->threads,
                                       .increments = example->increments,
                                       .seconds = 10,
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

int main(int argc, char **argv)
{
    static const char *const searches[] = {"states", "dpor"};
    if (argc != 2) {
        fprintf(stderr, "usage: explore BIN, the folder of the binaries\n");
        return 2;
    }
    printf("%-16s %9s %-7s %12s %12s %12s %12s %9s\n", "variant", "threads", "search", "executions",
           "steps", "executions/s", "steps/s", "seconds");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        for (size_t k = 0; k < 2; k++)
            if (run(argv[1], &examples[i], searches[k]) != 0)
                return 1;
    return 0;
}

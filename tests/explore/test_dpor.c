/* The numbers that prove the reduction optimal, also where executions fail, and that
 * no execution is started and thrown away. */
#include "explore/launch/launch.h"

#include "process/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[] = "/tmp/racelab-dpor-XXXXXX";

struct part {
    long shard, shards; /* shards 0: the whole */
    long jobs;
};

static struct exploration explore(const char *binary, long threads, long increments,
                                  struct part part)
{
    struct exploration exploration;
    const struct launch_order order = {.binary = binary,
                                       .strategy = "dpor",
                                       .threads = threads,
                                       .increments = increments,
                                       .seconds = 100,
                                       .memory = 1024,
                                       .steps = 10000,
                                       .seed = 1,
                                       .shard = part.shard,
                                       .shards = part.shards,
                                       .jobs = part.jobs};
    assert_int_equal(launch(&order, "dpor", &exploration), 0);
    assert_true(exploration.complete);
    return exploration;
}

static void expect_executions(const char *binary, long threads, long increments, uint64_t count)
{
    for (long jobs = 1; jobs <= 3; jobs++) {
        struct exploration exploration =
            explore(binary, threads, increments, (struct part){0, 0, jobs});
        assert_int_equal(exploration.executions, count);
        assert_int_equal(exploration.started, count);
        exploration_release(&exploration);
    }
}

static void mutex_takes_factorial(void **state)
{
    static const char mutex[] = RACELAB_BIN "/explore/counter-mutex";
    uint64_t factorial = 1;
    (void)state;
    for (long n = 2; n <= 8; n++) {
        factorial *= (uint64_t)n;
        expect_executions(mutex, n, 1, factorial);
    }
    expect_executions(mutex, 2, 7, 3432);
    expect_executions(mutex, 3, 2, 90);
}

/* Waits, signals and the locks around them. */
static void conditions(void **state)
{
    (void)state;
    expect_executions(RACELAB_BIN "/explore/bounded-buffer-two_conditions", 4, 1, 1488);
    expect_executions(RACELAB_BIN "/explore/if-not-while-while", 4, 1, 1572);
    expect_executions(RACELAB_BIN "/explore/lost-wakeup-predicate", 4, 1, 60);
}

static void build(const char *binary, const char *program, const char *define)
{
    const char *const argv[] = {RACELAB_EXPLORE_LIB "/explore-cc",
                                RACELAB_EXPLORE_LIB,
                                binary,
                                folder,
                                program,
                                "--",
                                "-DORDERED",
                                define,
                                NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 60};
    struct child_result result;
    assert_int_equal(child_run(&spec, &result), 0);
    if (result.end != CHILD_EXITED || result.code != 0)
        fail_msg("explore-cc: %s", result.errors);
    child_result_release(&result);
}

/* Forks in a global order, one meal each: 2^n - 2. */
static void ordered_philosophers(void **state)
{
    (void)state;
    for (int seats = 3; seats <= 5; seats++) {
        char binary[64], define[32];
        snprintf(binary, sizeof binary, "%s/philosophers%d", folder, seats);
        snprintf(define, sizeof define, "-DSEATS=%d", seats);
        build(binary, RACELAB_PROGRAMS "/philosophers.c", define);
        expect_executions(binary, 2, 1, (UINT64_C(1) << seats) - 2);
    }
}

static void expect_of_shards(const char *binary, long shards, uint64_t count)
{
    uint64_t sum = 0;
    for (long shard = 1; shard <= shards; shard++) {
        struct exploration exploration = explore(binary, 2, 1, (struct part){shard, shards, 1});
        sum += exploration.executions;
        exploration_release(&exploration);
    }
    assert_int_equal(sum, count);
}

/* An execution that fails ends early. Which of them are equivalent was counted by
 * enumerating all interleavings: 12 classes of 84, and 11 of 59. */
static void failing_executions_once(void **state)
{
    static const char freed[] = RACELAB_BIN "/explore/free-while-used-free_at_once";
    char bugs[64];
    (void)state;
    snprintf(bugs, sizeof bugs, "%s/two_bugs", folder);
    build(bugs, RACELAB_PROGRAMS "/two_bugs.c", "-DBUGS=2");
    expect_executions(freed, 2, 1, 12);
    expect_executions(bugs, 2, 1, 11);
    static const long shards[] = {2, 3, 8};
    for (size_t i = 0; i < sizeof shards / sizeof *shards; i++) {
        expect_of_shards(freed, shards[i], 12);
        expect_of_shards(bugs, shards[i], 11);
    }
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int clean_up(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutex_takes_factorial),
        cmocka_unit_test(ordered_philosophers),
        cmocka_unit_test(failing_executions_once),
        cmocka_unit_test(conditions),
    };
    return cmocka_run_group_tests(tests, set_up, clean_up);
}

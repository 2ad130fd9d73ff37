/* The numbers that prove the reduction optimal, and that no execution is
 * started and thrown away. */
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

static struct exploration explore(const char *binary, long threads, long increments, long jobs)
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
                                       .jobs = jobs};
    assert_int_equal(launch(&order, "dpor", &exploration), 0);
    assert_true(exploration.complete);
    return exploration;
}

static void expect_executions(const char *binary, long threads, long increments, uint64_t count)
{
    for (long jobs = 1; jobs <= 3; jobs++) {
        struct exploration exploration = explore(binary, threads, increments, jobs);
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

static void build_philosophers(const char *binary, int seats)
{
    char define[32];
    snprintf(define, sizeof define, "-DSEATS=%d", seats);
    const char *const argv[] = {RACELAB_EXPLORE_LIB "/explore-cc",
                                RACELAB_EXPLORE_LIB,
                                binary,
                                folder,
                                RACELAB_PROGRAMS "/philosophers.c",
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
    assert_non_null(mkdtemp(folder));
    for (int seats = 3; seats <= 5; seats++) {
        char binary[64];
        snprintf(binary, sizeof binary, "%s/philosophers%d", folder, seats);
        build_philosophers(binary, seats);
        expect_executions(binary, 2, 1, (UINT64_C(1) << seats) - 2);
    }
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
    };
    return cmocka_run_group_tests(tests, NULL, clean_up);
}

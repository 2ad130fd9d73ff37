/* Children: how they end, what of their output is kept, that nothing of them
 * stays behind. */
#include "process/child.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <unistd.h>
#include <cmocka.h>

static struct child_result run_shell(const char *script, struct child_spec spec)
{
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    struct child_result result;
    spec.argv = argv;
    assert_int_equal(child_run(&spec, &result), 0);
    return result;
}

static void streams_and_status_arrive(void **state)
{
    (void)state;
    struct child_result result =
        run_shell("echo out; echo err >&2; cat; exit 7", (struct child_spec){0});
    assert_int_equal(result.end, CHILD_EXITED);
    assert_int_equal(result.code, 7);
    assert_string_equal(result.output, "out\n");
    assert_string_equal(result.errors, "err\n");
    assert_false(result.truncated);
    child_result_release(&result);
}

static void signals_are_told(void **state)
{
    (void)state;
    char text[64];
    struct child_result result = run_shell("kill -SEGV $$", (struct child_spec){0});
    assert_int_equal(result.end, CHILD_SIGNALLED);
    assert_int_equal(result.code, SIGSEGV);
    assert_string_equal(child_end_text(&result, text, sizeof text), "killed by SIGSEGV");
    child_result_release(&result);
}

static void a_program_that_is_not_there(void **state)
{
    (void)state;
    const char *const argv[] = {"/no/such/program", NULL};
    struct child_result result;
    assert_int_equal(child_run(&(struct child_spec){.argv = argv}, &result), 0);
    assert_int_equal(result.end, CHILD_NOT_STARTED);
    assert_int_equal(result.code, ENOENT);
    child_result_release(&result);
}

/* The child ignores SIGTERM and its own child would sleep for long: both go. */
static void time_limits_end_the_whole_group(void **state)
{
    (void)state;
    struct child_result result =
        run_shell("trap '' TERM; sleep 1000 & echo $!; wait", (struct child_spec){.seconds = 0.3});
    assert_int_equal(result.end, CHILD_TIMED_OUT);
    assert_true(result.seconds < 30);
    pid_t grandchild = (pid_t)strtol(result.output, NULL, 10);
    assert_true(grandchild > 1);
    for (int i = 0; i < 500 && kill(grandchild, 0) == 0; i++)
        usleep(10000); /* it is reaped by init, when init gets round to it */
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)grandchild);
    FILE *stat = fopen(path, "re");
    char line[256] = "";
    if (stat) {
        assert_non_null(fgets(line, sizeof line, stat));
        fclose(stat);
        assert_non_null(strstr(line, ") Z")); /* dead, at the least */
    }
    child_result_release(&result);
}

static void floods_are_cut_and_told(void **state)
{
    (void)state;
    struct child_result result = run_shell("yes | head -c 30000000; echo end >&2",
                                           (struct child_spec){.output_limit = 1000});
    assert_int_equal(result.end, CHILD_EXITED);
    assert_int_equal(result.output_size, 1000);
    assert_true(result.truncated);
    assert_string_equal(result.errors, "end\n");
    child_result_release(&result);
}

static void the_environment_is_added_to(void **state)
{
    (void)state;
    const char *const environment[] = {"RACELAB_TEST_A=new", "RACELAB_TEST_C=3", NULL};
    setenv("RACELAB_TEST_A", "old", 1);
    setenv("RACELAB_TEST_AB", "kept", 1);
    struct child_result result = run_shell("echo $RACELAB_TEST_A $RACELAB_TEST_AB $RACELAB_TEST_C",
                                           (struct child_spec){.environment = environment});
    assert_string_equal(result.output, "new kept 3\n");
    child_result_release(&result);
}

/* Containers may forbid it (Docker's usual filter does). */
static bool may_fix_addresses(void)
{
    int now = personality(0xffffffff);
    bool may = now != -1 && personality((unsigned long)now | ADDR_NO_RANDOMIZE) != -1;
    if (may)
        personality((unsigned long)now);
    return may;
}

static void addresses_can_be_fixed(void **state)
{
    (void)state;
    if (!may_fix_addresses())
        skip();
    struct child_result fixed =
        run_shell("cat /proc/self/personality", (struct child_spec){.fixed_addresses = true});
    struct child_result free_ones = run_shell("cat /proc/self/personality", (struct child_spec){0});
    unsigned long on = strtoul(fixed.output, NULL, 16), off = strtoul(free_ones.output, NULL, 16);
    assert_true((on & ADDR_NO_RANDOMIZE) != 0);
    assert_true((off & ADDR_NO_RANDOMIZE) == 0);
    child_result_release(&fixed);
    child_result_release(&free_ones);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_and_status_arrive),
        cmocka_unit_test(signals_are_told),
        cmocka_unit_test(a_program_that_is_not_there),
        cmocka_unit_test(time_limits_end_the_whole_group),
        cmocka_unit_test(floods_are_cut_and_told),
        cmocka_unit_test(the_environment_is_added_to),
        cmocka_unit_test(addresses_can_be_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

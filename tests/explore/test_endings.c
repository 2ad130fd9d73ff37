/* How programs with their own main() end: exit status, and what they print. */
#include "explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM(name) RACELAB_PROGRAMS "/" name ".c"

static json_t *explore(int code, const char *program, const char *strategy)
{
    const char *const arguments[] = {"explore", program, "--strategy", strategy, NULL};
    return explorer_run(code, arguments);
}

static const json_t *outcome_of(const json_t *variant, const char *name)
{
    const json_t *outcome;
    size_t i;
    json_array_foreach(json_object_get(variant, "outcomes"), i,
                       outcome) if (strcmp(explorer_text(outcome, "outcome"), name) ==
                                    0) return outcome;
    fail_msg("no outcome '%s'", name);
    return NULL;
}

static void a_status_that_depends_is_found(void **state)
{
    static const char *const strategies[] = {"states", "dfs", "dpor", "bounded", "random", "pct"};
    (void)state;
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
        json_t *variant = explore(1, PROGRAM("exit_status"), strategies[i]);
        const json_t *finding = json_array_get(json_object_get(variant, "findings"), 0);
        const json_t *right = outcome_of(variant, "exited with 0");
        const json_t *wrong = outcome_of(variant, "exited with 1");
        assert_int_equal(json_array_size(json_object_get(variant, "findings")), 1);
        assert_string_equal(explorer_text(finding, "kind"), "wrong outcome");
        assert_string_equal(explorer_text(finding, "object"), "balance");
        assert_non_null(strstr(explorer_text(finding, "title"), "exits with 1"));
        assert_non_null(strstr(explorer_text(finding, "why"), "atomicity violation"));
        assert_string_equal(explorer_text(right, "output"), "balance 20\n");
        assert_string_equal(explorer_text(right, "grade"), "right");
        assert_string_equal(explorer_text(wrong, "output"), "balance -60\n");
        assert_string_equal(explorer_text(wrong, "grade"), "wrong");
        assert_int_equal(json_integer_value(json_object_get(wrong, "status")), 1);
        json_decref(variant);
    }
}

static void interleavings_are_counted_per_ending(void **state)
{
    static const char *const strategies[] = {"states", "dfs"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        json_t *variant = explore(1, PROGRAM("exit_status"), strategies[i]);
        const json_t *right = outcome_of(variant, "exited with 0");
        const json_t *wrong = outcome_of(variant, "exited with 1");
        assert_int_equal(json_integer_value(json_object_get(right, "interleavings")), 2);
        assert_int_equal(json_integer_value(json_object_get(wrong, "interleavings")), 4);
        json_decref(variant);
    }
}

/* What is printed, whatever the strategy: never more than the steps tell. */
static void outputs_are_outcomes(void **state)
{
    static const char *const strategies[] = {"states", "dfs", "dpor"};
    (void)state;
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
        json_t *variant = explore(0, PROGRAM("prints_order"), strategies[i]);
        assert_int_equal(explorer_outcomes(variant, true), 6);
        assert_true(json_is_null(json_object_get(outcome_of(variant, "exited with 0"), "grade")));
        json_decref(variant);
    }
}

static void outputs_without_end_are_given_up(void **state)
{
    static const char *const strategies[] = {"states", "dfs", "dpor"};
    (void)state;
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
        json_t *variant = explore(0, PROGRAM("prints_waiting"), strategies[i]);
        assert_int_equal(explorer_outcomes(variant, true), 1);
        assert_true(json_is_false(json_object_get(variant, "outputs_told")));
        json_decref(variant);
    }
}

static void says(int code, const char *program, const char *text)
{
    const char *const arguments[] = {"explore", program, NULL};
    char *output;
    assert_int_equal(explorer_exit(arguments, &output), code);
    if (!strstr(output, text))
        fail_msg("'%s' is not in:\n%s", text, output);
    free(output);
}

static void what_is_no_finding_is_said(void **state)
{
    (void)state;
    says(0, PROGRAM("exits_with_three"), "note        every interleaving exits with 3\n");
    says(0, PROGRAM("prints_order"), "what the program prints depends on the interleaving");
    says(0, PROGRAM("prints_waiting"), "too many different things");
    says(1, PROGRAM("exit_status"), "exited with 1, prints \"balance -60\" wrong ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_status_that_depends_is_found),
        cmocka_unit_test(interleavings_are_counted_per_ending),
        cmocka_unit_test(outputs_are_outcomes),
        cmocka_unit_test(outputs_without_end_are_given_up),
        cmocka_unit_test(what_is_no_finding_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Markers in sources, and the options handed to ThreadSanitizer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "judge/verdict.h"
#include "sanitize/markers.h"
#include "sanitize/tsan_options.h"

static struct markers read_text(const char *text)
{
    struct markers markers;
    markers_read(text, strlen(text), &markers);
    return markers;
}

static void a_marker_names_kinds_on_its_line(void **state)
{
    (void)state;
    struct markers markers = read_text("int x;\n"
                                       "x++; /* expect: data race, lost update */\n"
                                       "lock(); /* expect: lock-order inversion */");
    assert_int_equal(markers.count, 2);
    assert_int_equal(markers.unknown_line, 0);
    assert_true(markers_have(&markers, 2, FINDING_DATA_RACE));
    assert_true(markers_have(&markers, 2, FINDING_LOST_UPDATE));
    assert_false(markers_have(&markers, 2, FINDING_LOCK_ORDER));
    assert_false(markers_have(&markers, 1, FINDING_DATA_RACE));
    assert_true(markers_have(&markers, 3, FINDING_LOCK_ORDER));
    assert_true(markers_name(&markers, FINDING_LOCK_ORDER));
    assert_false(markers_name(&markers, FINDING_DEADLOCK));
    markers_release(&markers);
}

static void a_misspelt_kind_is_told_by_line(void **state)
{
    (void)state;
    struct markers markers = read_text("\nx++; /* expect: data rase */\n");
    assert_int_equal(markers.unknown_line, 2);
    markers_release(&markers);
    markers = read_text("x++; /* expect: */\n");
    assert_int_equal(markers.unknown_line, 1);
    markers_release(&markers);
}

static void other_comments_are_no_markers(void **state)
{
    (void)state;
    struct markers markers = read_text("/* we expect: nothing */\n/* expect: data race\n");
    assert_int_equal(markers.count, 0);
    markers_release(&markers);
    assert_true(markers_read_file("/no/such/file.c", &markers) < 0);
}

static void the_users_options_stay_between_ours(void **state)
{
    (void)state;
    char *options = tsan_options(NULL, "/tmp/x/tsan", NULL);
    assert_string_equal(options, "TSAN_OPTIONS=history_size=7:second_deadlock_stack=1:"
                                 "exitcode=66:halt_on_error=0:log_path=\"/tmp/x/tsan\"");
    free(options);
    options = tsan_options("history_size=2 exitcode=5", "/tmp/x/tsan", "/usr/bin/s");
    assert_string_equal(options, "TSAN_OPTIONS=history_size=7:second_deadlock_stack=1:"
                                 "external_symbolizer_path=/usr/bin/s:history_size=2 exitcode=5:"
                                 "exitcode=66:halt_on_error=0:log_path=\"/tmp/x/tsan\"");
    free(options);
}

static void verdicts_join_to_the_heavier(void **state)
{
    (void)state;
    assert_int_equal(verdict_join(VERDICT_CLEAN, VERDICT_CAUGHT), VERDICT_CAUGHT);
    assert_int_equal(verdict_join(VERDICT_PROVED, VERDICT_CLEAN), VERDICT_CLEAN);
    assert_int_equal(verdict_join(VERDICT_UNAVAILABLE, VERDICT_CLEAN), VERDICT_UNAVAILABLE);
    assert_int_equal(verdict_exit_code(VERDICT_CAUGHT), 1);
    assert_int_equal(verdict_exit_code(VERDICT_PROVED), 0);
    assert_int_equal(verdict_exit_code(VERDICT_UNSUPPORTED), 3);
    assert_string_equal(verdict_name(VERDICT_INCONCLUSIVE), "inconclusive");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_marker_names_kinds_on_its_line),
        cmocka_unit_test(a_misspelt_kind_is_told_by_line),
        cmocka_unit_test(other_comments_are_no_markers),
        cmocka_unit_test(the_users_options_stay_between_ours),
        cmocka_unit_test(verdicts_join_to_the_heavier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

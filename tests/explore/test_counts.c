/* The exact number of interleavings of the unsynchronised counter, in all and
 * per total: by counting paths over merged states, and by enumerating. */
#include "explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *threads, *increments, *all;
    bool enumerable;
    long long first;        /* the smallest total that exists */
    const char *counts[16]; /* of it and those that follow */
};

static const struct row rows[] = {
    {"2", "1", "6", true, 1, {"4", "2"}},
    {"2", "2", "70", true, 2, {"32", "32", "6"}},
    {"2", "3", "924", true, 2, {"8", "300", "416", "180", "20"}},
    {"2",
     "5",
     "184756",
     true,
     2,
     {"8", "256", "3352", "33032", "64072", "56216", "23368", "4200", "252"}},
    {"3", "1", "90", true, 1, {"48", "36", "6"}},
    {"3", "2", "34650", true, 2, {"10428", "15180", "7512", "1440", "90"}},
    {"4", "1", "2520", true, 1, {"1152", "1056", "288", "24"}},
    {"4",
     "3",
     "2308743493056",
     false,
     2,
     {"19759224576", "302933214096", "670394947152", "699070531008", "419745966576", "155220476304",
      "35992472304", "5167216560", "439116480", "19958400", "369600"}},
    {"8",
     "1",
     "81729648000",
     false,
     1,
     {"26011238400", "33721712640", "16943431680", "4366817280", "632217600", "51932160", "2257920",
      "40320"}},
};

static void check_row(const struct row *row, const char *strategy)
{
    const char *const arguments[] = {"explore",
                                     "counter/unsynchronized",
                                     "--threads",
                                     row->threads,
                                     "--increments",
                                     row->increments,
                                     "--strategy",
                                     strategy,
                                     "--seconds",
                                     "100",
                                     NULL};
    json_t *variant = explorer_run(1, arguments);
    assert_string_equal(explorer_digits(json_object_get(variant, "interleavings")), row->all);
    size_t outcomes = 0;
    for (; row->counts[outcomes]; outcomes++)
        assert_string_equal(explorer_count(variant, row->first + (long long)outcomes),
                            row->counts[outcomes]);
    assert_int_equal(explorer_outcomes(variant, true), outcomes);
    assert_int_equal(explorer_outcomes(variant, false), row->first); /* 0 to first - 1 */
    json_decref(variant);
}

static void states_count_paths(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_row(&rows[i], "states");
}

static void dfs_enumerates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].enumerable)
            check_row(&rows[i], "dfs");
}

/* Other totals are "never" where everything was searched, and not invented
 * where it was not. */
static void what_cannot_happen(void **state)
{
    static const struct {
        const char *variant, *strategy;
        size_t never;
        int code;
    } cases[] = {{"counter/mutex", "states", 6, 0},
                 {"counter/mutex", "dpor", 6, 0},
                 {"counter/unsynchronized", "states", 2, 1},
                 {"counter/unsynchronized", "random", 0, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const arguments[] = {"explore", cases[i].variant, "--increments",
                                         "3",       "--strategy",     cases[i].strategy,
                                         NULL};
        json_t *variant = explorer_run(cases[i].code, arguments);
        assert_int_equal(explorer_outcomes(variant, false), cases[i].never);
        json_decref(variant);
    }
}

/* N threads behind a mutex: every order of whole critical sections. */
static void mutex_orders(void **state)
{
    static const struct {
        const char *threads, *increments, *orders;
    } cases[] = {
        {"2", "7", "3432"}, {"3", "2", "90"}, {"8", "1", "40320"}, {"16", "1", "20922789888000"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const arguments[] = {
            "explore",      "counter/mutex",     "--threads", cases[i].threads,
            "--increments", cases[i].increments, NULL};
        json_t *variant = explorer_run(0, arguments);
        assert_string_equal(explorer_digits(json_object_get(variant, "interleavings")),
                            cases[i].orders);
        assert_string_equal(explorer_text(variant, "verdict"), "proved");
        json_decref(variant);
    }
}

/* Where nothing is counted, little is kept of a state. */
static void uncounted_states_are_small(void **state)
{
    static const char *const arguments[] = {"explore", "counter/mutex", "--threads",
                                            "14",      "--no-count",    NULL};
    (void)state;
    json_t *variant = explorer_run(0, arguments);
    assert_string_equal(explorer_text(variant, "verdict"), "proved");
    assert_true(json_is_null(json_object_get(variant, "interleavings")));
    assert_int_equal(json_integer_value(json_object_get(variant, "states")), 16370);
    double bytes = json_real_value(json_object_get(variant, "bytes_per_state"));
    assert_true(bytes >= 16 && bytes <= 64);
    json_decref(variant);
}

static const json_t *finding_of(const json_t *variant, const char *kind)
{
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(variant, "findings"), index,
                       item) if (strcmp(explorer_text(item, "kind"), kind) == 0) return item;
    fail_msg("no finding '%s'", kind);
    return NULL;
}

static void lost_update_by_one_preemption(void **state)
{
    (void)state;
    static const char *const arguments[] = {"explore", "counter/unsynchronized", NULL};
    json_t *variant = explorer_run(1, arguments);
    const json_t *lost = finding_of(variant, "lost update");
    assert_int_equal(json_array_size(json_object_get(variant, "findings")), 2);
    assert_string_equal(explorer_text(lost, "object"), "counter");
    assert_string_equal(explorer_text(lost, "schedule"), "A1B2A1");
    assert_int_equal(json_integer_value(json_object_get(lost, "preemptions")), 1);
    assert_int_equal(json_integer_value(json_object_get(lost, "steps")), 4);
    assert_int_equal(json_array_size(json_object_get(lost, "accesses")), 4);
    assert_string_equal(explorer_text(finding_of(variant, "data race"), "object"), "counter");
    json_decref(variant);
}

/* Far more threads than can be exhausted: found by a seeded walk, replayed. */
static void five_thousand_threads(void **state)
{
    static const char *const strategies[] = {"random", "pct"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const char *const arguments[] = {"explore",
                                         "counter/unsynchronized",
                                         "--threads",
                                         "5000",
                                         "--increments",
                                         "100",
                                         "--strategy",
                                         strategies[i],
                                         NULL};
        json_t *variant = explorer_run(1, arguments);
        const json_t *race = finding_of(variant, "data race");
        const char *const again[] = {"replay",
                                     "counter/unsynchronized",
                                     explorer_text(race, "schedule"),
                                     "--threads",
                                     "5000",
                                     "--increments",
                                     "100",
                                     NULL};
        char *output;
        assert_int_equal(explorer_exit(again, &output), 1);
        assert_non_null(strstr(output, "DATA RACE   counter"));
        free(output);
        json_decref(variant);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_count_paths),
        cmocka_unit_test(dfs_enumerates),
        cmocka_unit_test(what_cannot_happen),
        cmocka_unit_test(mutex_orders),
        cmocka_unit_test(uncounted_states_are_small),
        cmocka_unit_test(lost_update_by_one_preemption),
        cmocka_unit_test(five_thousand_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A search that several processes share finds what one process finds, in as
 * many executions, however many processes there are. */
#include "explore/launch/launch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *variant, *strategy;
    long threads, increments;
    long executions; /* 0: no limit */
    long preemptions;
    bool keep_going;
};

static const struct row rows[] = {
    {"counter-unsynchronized", "dfs", 2, 3, 0, 0, false},
    {"counter-unsynchronized", "dfs", 3, 2, 0, 0, false},
    {"counter-atomic_cas", "dfs", 3, 1, 0, 0, false},
    {"counter-mutex", "dfs", 3, 2, 0, 0, false},
    {"bank-withdraw-two_sections", "dfs", 2, 1, 0, 0, false},
    {"deadlock-abba-two_orders", "dfs", 2, 1, 0, 0, false},
    {"lost-wakeup-check_outside_lock", "dfs", 2, 1, 0, 0, false},
    {"refcount-plain-plain", "dfs", 3, 1, 0, 0, false},
    {"lost-wakeup-sleep", "dfs", 2, 1, 0, 0, false},
    {"lost-wakeup-sleep", "random", 3, 1, 400, 0, true},
    {"counter-unsynchronized", "bounded", 3, 2, 0, 2, true},
    {"counter-unsynchronized", "bounded", 2, 2, 0, 9, true}, /* nothing is left out */
    {"lost-wakeup-check_outside_lock", "bounded", 3, 1, 0, 3, false},
    {"counter-unsynchronized", "random", 3, 2, 500, 0, true},
    {"counter-unsynchronized", "random", 2, 1, 500, 0, false},
    {"lost-wakeup-check_outside_lock", "random", 3, 2, 2000, 0, false},
    {"refcount-plain-plain", "random", 3, 1, 300, 0, true},
    {"counter-unsynchronized", "pct", 3, 2, 500, 0, true},
    {"lost-wakeup-check_outside_lock", "pct", 3, 2, 2000, 0, false},
    {"counter-mutex", "pct", 4, 2, 300, 0, false},
    {"counter-mutex", "dpor", 6, 1, 0, 0, false},
    {"counter-mutex", "dpor", 2, 7, 0, 0, false},
    {"counter-mutex", "dpor", 3, 2, 0, 0, false},
    {"counter-unsynchronized", "dpor", 3, 2, 0, 0, false},
    {"counter-atomic_cas", "dpor", 2, 4, 0, 0, false},
    {"bank-withdraw-two_sections", "dpor", 3, 2, 0, 0, false},
    {"deadlock-abba-two_orders", "dpor", 2, 2, 0, 0, false},
    {"lost-wakeup-check_outside_lock", "dpor", 4, 1, 0, 0, false},
    {"refcount-plain-plain", "dpor", 3, 1, 0, 0, false},
    {"philosophers-ordered", "dpor", 3, 1, 0, 0, false},
};

static void explore(const struct row *row, long jobs, struct exploration *exploration)
{
    char binary[4096];
    snprintf(binary, sizeof binary, "%s/explore/%s", RACELAB_BIN, row->variant);
    const struct launch_order order = {.binary = binary,
                                       .strategy = row->strategy,
                                       .threads = row->threads,
                                       .increments = row->increments,
                                       .executions = row->executions,
                                       .preemptions = row->preemptions,
                                       .keep_going = row->keep_going,
                                       .seconds = 100,
                                       .memory = 1024,
                                       .steps = 10000,
                                       .seed = 1,
                                       .jobs = jobs,
                                       .at_once = true};
    assert_int_equal(launch(&order, "jobs", exploration), 0);
    assert_string_not_equal(exploration->limit, "seconds");
}

/* Of equivalent executions the reduction takes the one that it comes to first. */
static bool same_goal(const struct exploration_goal *x, const struct exploration_goal *y,
                      bool reduced)
{
    return x->kind == y->kind && x->finding == y->finding && x->actual == y->actual &&
           strcmp(x->label, y->label) == 0 && x->pc == y->pc && x->other_pc == y->other_pc &&
           strcmp(x->text, y->text) == 0 && strcmp(x->count, y->count) == 0 &&
           (reduced || (x->preemptions == y->preemptions && x->steps == y->steps &&
                        strcmp(x->schedule, y->schedule) == 0));
}

/* What differs; NULL: nothing. */
static const char *difference(const struct exploration *one, const struct exploration *many)
{
    bool reduced = strcmp(one->strategy, "dpor") == 0;
    if (strcmp(many->limit, one->limit) != 0 || many->complete != one->complete)
        return "the end";
    if (many->executions != one->executions || many->started != one->started)
        return "the executions";
    if (!reduced && many->transitions != one->transitions)
        return "the steps";
    if (many->counted != one->counted || many->goal_count != one->goal_count)
        return "the number of goals";
    for (size_t i = 0; i < one->goal_count; i++)
        if (!same_goal(&one->goals[i], &many->goals[i], reduced))
            return "a goal";
    return NULL;
}

static void check(const struct row *row, const struct exploration *one, long jobs)
{
    struct exploration many;
    explore(row, jobs, &many);
    const char *what = difference(one, &many);
    if (what)
        fail_msg("%s, %s: with %ld processes %s differ%s", row->variant, row->strategy, jobs, what,
                 what[strlen(what) - 1] == 's' ? "" : "s");
    exploration_release(&many);
}

static void as_one(void **state)
{
    static const long jobs[] = {2, 3, 5};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exploration one;
        explore(&rows[i], 1, &one);
        assert_true(one.executions > 0 || one.goal_count > 0);
        for (size_t k = 0; k < sizeof jobs / sizeof *jobs; k++)
            check(&rows[i], &one, jobs[k]);
        exploration_release(&one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

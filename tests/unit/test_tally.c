/* The page of counts: extremes exact, samples bounded and uniform, budgets. */
#include "stress/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct tally *new_tally(struct tally_order order)
{
    struct tally *tally = calloc(1, sizeof *tally);
    assert_non_null(tally);
    tally_init(tally, &order);
    return tally;
}

static void count(struct tally *tally, long expected, long actual)
{
    tally_count(tally, (struct lab_outcome){.expected = expected, .actual = actual}, 10);
}

static void right_trials_leave_no_sample(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){.trials = 2});
    count(tally, 5, 5);
    assert_false(tally_enough(tally));
    count(tally, 5, 5);
    assert_true(tally_enough(tally));
    assert_int_equal(atomic_load(&tally->wrong), 0);
    assert_int_equal(tally->sample_count, 0);
    assert_int_equal(tally->nanoseconds, 20);
    free(tally);
}

static void extremes_are_exact_and_may_be_negative(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){.trials = 100});
    count(tally, 10, 7);
    count(tally, 10, 12); /* too many: lost is negative */
    count(tally, 10, 1);
    assert_int_equal(tally->lost_min, -2);
    assert_int_equal(tally->lost_max, 9);
    assert_int_equal(atomic_load(&tally->wrong), 3);
    free(tally);
}

/* A million wrong trials, lost = 1 .. 1,000,000 in order: a uniform choice has
 * its median near the middle, the first ones alone would not. */
static void samples_are_a_uniform_choice(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){.seed = 12345});
    const long many = 1000000;
    for (long lost = 1; lost <= many; lost++)
        count(tally, many, many - lost);
    assert_int_equal(tally->sample_count, TALLY_SAMPLES);
    long below = 0;
    for (size_t i = 0; i < TALLY_SAMPLES; i++)
        below += tally->samples[i] <= many / 2;
    assert_in_range(below, TALLY_SAMPLES * 48 / 100, TALLY_SAMPLES * 52 / 100);
    assert_int_equal(tally->lost_max, many);
    free(tally);
}

static void count_said(struct tally *tally, long actual, const char *label)
{
    struct lab_outcome outcome = {.expected = 10, .actual = actual};
    memcpy(outcome.label, label, strnlen(label, sizeof outcome.label));
    tally_count(tally, outcome, 10);
}

static void wrong_trials_are_counted_by_their_words(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){0});
    count_said(tally, 10, "right");
    count_said(tally, 9, "");
    count_said(tally, 9, "torn");
    count_said(tally, 8, "lost");
    count_said(tally, 7, "torn");
    count_said(tally, 9, "as long as it can be, and longer than that");
    assert_int_equal(tally->wording_count, 3);
    assert_string_equal(tally->wordings[0].label, "torn");
    assert_int_equal(tally->wordings[0].trials, 2);
    assert_string_equal(tally->wordings[1].label, "lost");
    assert_int_equal(tally->wordings[1].trials, 1);
    assert_int_equal(strlen(tally->wordings[2].label), LAB_LABEL_MAX - 1);
    free(tally);
}

static void wordings_beyond_the_page_leave_the_others_exact(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){0});
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 2 * TALLY_WORDINGS; i++) {
            char label[LAB_LABEL_MAX];
            snprintf(label, sizeof label, "%d lost", i);
            count_said(tally, 9, label);
        }
    assert_int_equal(tally->wording_count, TALLY_WORDINGS);
    for (int i = 0; i < TALLY_WORDINGS; i++)
        assert_int_equal(tally->wordings[i].trials, 2);
    free(tally);
}

static void pages_of_other_builds_are_refused(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){0});
    assert_true(tally_fits(tally, sizeof *tally));
    assert_false(tally_fits(tally, sizeof *tally - 1));
    tally->mark++;
    assert_false(tally_fits(tally, sizeof *tally));
    free(tally);
}

static void time_ends_a_run(void **state)
{
    (void)state;
    struct tally *tally = new_tally((struct tally_order){.seconds_in_ns = 1});
    assert_false(tally_enough(tally)); /* no runner has started the clock */
    tally->deadline = 1;
    assert_true(tally_enough(tally));
    free(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_trials_leave_no_sample),
        cmocka_unit_test(extremes_are_exact_and_may_be_negative),
        cmocka_unit_test(samples_are_a_uniform_choice),
        cmocka_unit_test(wrong_trials_are_counted_by_their_words),
        cmocka_unit_test(wordings_beyond_the_page_leave_the_others_exact),
        cmocka_unit_test(pages_of_other_builds_are_refused),
        cmocka_unit_test(time_ends_a_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

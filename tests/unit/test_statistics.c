/* Wilson's interval against values computed elsewhere (R's prop.test without
 * continuity correction), its limits, and the median. */
#include "stress/statistics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void assert_near(double actual, double expected)
{
    if (fabs(actual - expected) > 1e-6)
        fail_msg("%.9f is not near %.9f", actual, expected);
}

static void wilson_matches_published_values(void **state)
{
    (void)state;
    struct interval tenth = interval_of(10, 100);
    assert_near(tenth.low, 0.055229);
    assert_near(tenth.high, 0.174366);
    struct interval half = interval_of(500, 1000);
    assert_near(half.low, 0.469070);
    assert_near(half.high, 0.530930);
    struct interval one = interval_of(1, 10);
    assert_near(one.low, 0.017876);
    assert_near(one.high, 0.404150);
}

static void unseen_gives_the_exact_bound(void **state)
{
    (void)state;
    struct interval unseen = interval_of(0, 1000);
    assert_near(unseen.low, 0);
    assert_near(unseen.high, 0.002991249);
    assert_near(pow(1 - unseen.high, 1000), 0.05);
    assert_near(interval_of(0, 1).high, 0.95);
}

static void extremes_stay_within_0_and_1(void **state)
{
    (void)state;
    struct interval none = interval_of(0, 0);
    assert_near(none.low, 0);
    assert_near(none.high, 1);
    struct interval all = interval_of(50, 50);
    assert_near(all.high, 1);
    assert_true(all.low > 0.9 && all.low < 1);
    for (uint64_t n = 1; n < 200; n++) {
        for (uint64_t k = 0; k <= n; k++) {
            struct interval i = interval_of(k, n);
            double p = (double)k / (double)n;
            assert_true(0 <= i.low && i.low <= p && p <= i.high && i.high <= 1);
        }
    }
}

static void median_is_the_lower_middle(void **state)
{
    (void)state;
    long odd[] = {9, 1, 5};
    long even[] = {4, -2, 8, 6};
    long one[] = {7};
    assert_int_equal(median_of(odd, 3), 5);
    assert_int_equal(median_of(even, 4), 4);
    assert_int_equal(median_of(one, 1), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_matches_published_values),
        cmocka_unit_test(unseen_gives_the_exact_bound),
        cmocka_unit_test(extremes_stay_within_0_and_1),
        cmocka_unit_test(median_is_the_lower_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The aim, on a made-up machine where one lag shows trouble: it is found, and
 * found again after it has moved; before that, every lag has its turn. */
#include "stress/aim.h"
#include "stress/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* Trials at this lag are wrong seven times out of ten, at others once in fifty. */
static bool goes_wrong(struct aim_starts starts, int64_t good_lag, uint64_t *random)
{
    uint64_t chance = starts.spread == 0 && starts.lag == good_lag ? 700 : 20;
    return random_next(random) % 1000 < chance;
}

static int wrong_of(struct aim *aim, int64_t good_lag, int trials, uint64_t *random)
{
    int wrong = 0;
    for (int i = 0; i < trials; i++) {
        bool is_wrong = goes_wrong(aim_next(aim), good_lag, random);
        aim_learn(aim, is_wrong);
        wrong += is_wrong;
    }
    return wrong;
}

static void the_best_lag_is_found_and_followed(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct aim aim;
        uint64_t random = seed + 1;
        aim_init(&aim, seed);
        wrong_of(&aim, -64, 5000, &random);
        assert_true(wrong_of(&aim, -64, 5000, &random) > 5000 * 0.7 * 0.75);
        wrong_of(&aim, 160, 5000, &random);
        assert_true(wrong_of(&aim, 160, 5000, &random) > 5000 * 0.7 * 0.75);
    }
}

static void all_lags_take_turns_while_nothing_is_wrong(void **state)
{
    (void)state;
    struct aim aim;
    int scattered = 0, seen[AIM_LAGS] = {0};
    aim_init(&aim, 1);
    for (int i = 0; i < 1600; i++) {
        struct aim_starts starts = aim_next(&aim);
        scattered += starts.spread > 0;
        if (aim.lag >= 0)
            seen[aim.lag]++;
        aim_learn(&aim, false);
    }
    assert_int_equal(scattered, 1600 / 16);
    for (int i = 0; i < AIM_LAGS; i++)
        assert_in_range(seen[i], 1600 / AIM_LAGS / 2, 1600 / AIM_LAGS * 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_lag_is_found_and_followed),
        cmocka_unit_test(all_lags_take_turns_while_nothing_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

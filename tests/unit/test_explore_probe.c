/* The estimate of how much of a state graph is known, on a graph of known size:
 * four threads of ten steps each that have nothing to do with each other, searched
 * depth-first as `states` does. */
#include "explore/search/probe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

enum { THREADS = 4, STEPS = 10, STATES = 11 * 11 * 11 * 11, WALKS_A_ROUND = 4 };

static unsigned found[STATES]; /* when the search came there, from 1 */
static unsigned count;

static unsigned weight(unsigned thread)
{
    unsigned weight = 1;
    while (thread-- > 0)
        weight *= STEPS + 1;
    return weight;
}

static bool can_step(unsigned state, unsigned thread)
{
    return state / weight(thread) % (STEPS + 1) < STEPS;
}

static void search(unsigned state)
{
    found[state] = ++count;
    for (unsigned thread = 0; thread < THREADS; thread++)
        if (can_step(state, thread) && !found[state + weight(thread)])
            search(state + weight(thread));
}

static int search_all(void **state)
{
    (void)state;
    search(0);
    return count == STATES ? 0 : -1;
}

static void walk(struct probe *probe, unsigned limit, uint64_t *met, uint64_t *known)
{
    for (unsigned state = 0; state != STATES - 1;) {
        unsigned thread = probe_draw(probe, THREADS);
        if (!can_step(state, thread))
            continue;
        ++*met;
        *known += found[state] <= limit;
        state += weight(thread);
    }
}

static void play_round(struct probe *probe, unsigned limit)
{
    uint64_t met = 0, known = 0;
    for (unsigned i = 0; i < WALKS_A_ROUND; i++)
        walk(probe, limit, &met, &known);
    probe_note(probe, met, known);
}

static double share_at(unsigned limit)
{
    struct probe probe = {.random = 1};
    for (unsigned i = 0; i < 30; i++)
        play_round(&probe, limit);
    return probe_share(&probe);
}

static void order_is_right(void **state)
{
    static const double shares[] = {0.25, 0.5, 0.75, 0.9};
    (void)state;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double share = share_at((unsigned)(shares[i] * STATES));
        if (share < shares[i] / 2 || share > shares[i] * 2)
            fail_msg("%.2f taken for %.2f", shares[i], share);
    }
}

static void ends_at_the_whole(void **state)
{
    (void)state;
    assert_true(share_at(STATES) == 1);
    assert_true(share_at(0) == 0);
}

static void says_nothing_too_soon(void **state)
{
    struct probe probe = {.random = 1};
    (void)state;
    assert_true(probe_share(&probe) == 0);
    for (unsigned i = 1; i < 10; i++) {
        play_round(&probe, STATES / 2);
        assert_true(probe_share(&probe) == 0);
    }
    play_round(&probe, STATES / 2);
    assert_true(probe_share(&probe) > 0);
}

static void latest_rounds_count_most(void **state)
{
    struct probe probe = {.random = 1};
    (void)state;
    for (unsigned i = 0; i < 200; i++)
        probe_note(&probe, 100, 0);
    for (unsigned i = 0; i < 60; i++)
        probe_note(&probe, 100, 100);
    assert_true(probe_share(&probe) > 0.9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_right),
        cmocka_unit_test(ends_at_the_whole),
        cmocka_unit_test(says_nothing_too_soon),
        cmocka_unit_test(latest_rounds_count_most),
    };
    return cmocka_run_group_tests(tests, search_all, NULL);
}

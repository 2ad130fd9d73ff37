/* The outbox against its simple twin, a count: whatever the number of slots, and
 * however posts and turns of the loop alternate, the n-th call to run is the n-th
 * that was posted. One thread plays both sides, so a seed repeats a failure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "loop/future.h"
#include "loop/outbox.h"
#include "stress/random.h"

#include <errno.h>
#include <stdlib.h>

enum { SEEDS = 300, STEPS = 40, SLOTS_MOST = 3000 };

struct duel {
    uint64_t seed;
    uint64_t random;
    struct loop loop;
    struct call *calls;
    struct outbox box;
    size_t posted, ran; /* the twin */
};

static struct duel duel;

static size_t pick(size_t below)
{
    return (size_t)(random_next(&duel.random) % below);
}

static void expect_number(void *number)
{
    if ((uintptr_t)number != duel.ran)
        fail_msg("seed %lu, %zu slots in all: call %lu ran as number %zu", (unsigned long)duel.seed,
                 duel.box.capacity, (unsigned long)(uintptr_t)number, duel.ran);
    duel.ran++;
}

static void post_number(void)
{
    void *number = (void *)(uintptr_t)duel.posted;
    assert_int_equal(outbox_post(&duel.box, expect_number, number), 0);
    duel.posted++;
}

static void set_future(void *future)
{
    future_set(future, NULL);
}

/* Runs the loop until it has come to this place in the outbox. */
static void run_all(void)
{
    struct future reached;
    future_init(&reached);
    assert_int_equal(outbox_post(&duel.box, set_future, &reached), 0);
    loop_run_until(&duel.loop, &reached);
    future_release(&reached);
    assert_int_equal(duel.ran, duel.posted);
}

/* Never fills it: the poster would wait for itself. */
static void play(uint64_t seed)
{
    duel = (struct duel){.seed = seed, .random = seed * 0x9e3779b97f4a7c15u};
    size_t slots = OUTBOX_SLOTS_LEAST + pick(seed % 2 ? 20 : SLOTS_MOST);
    duel.calls = malloc(slots * sizeof *duel.calls); /* exactly: a sanitizer sees the edges */
    assert_non_null(duel.calls);
    assert_int_equal(loop_init(&duel.loop), 0);
    outbox_init(&duel.box, &duel.loop, duel.calls, slots);
    duel.box.asymmetric &= seed % 3 != 0; /* some as where the system has no barrier */
    assert_in_range(duel.box.capacity, slots / 3, slots);
    for (int step = 0; step < STEPS; step++) {
        /* What came back so far, and the call that run_all() posts, must fit. */
        size_t free = duel.box.capacity - duel.box.length - 1;
        for (size_t count = pick(free + 1); count > 0; count--)
            post_number();
        run_all();
    }
    loop_close(&duel.loop);
    for (size_t count = pick(duel.box.length + 1); count > 0; count--)
        post_number(); /* the loop has not run, so it does not refuse */
    loop_run(&duel.loop);
    assert_int_equal(duel.ran, duel.posted);
    assert_int_equal(outbox_post(&duel.box, expect_number, NULL), -ESHUTDOWN);
    assert_int_equal(outbox_post(&duel.box, expect_number, NULL), -ESHUTDOWN);
    outbox_drain(&duel.box);
    outbox_release(&duel.box);
    loop_release(&duel.loop);
    free(duel.calls);
}

static void test_calls_run_in_the_order_of_posts(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        play(seed);
}

/* An outbox that was forgotten rings again, as does one whose loop was away. */
static void test_a_bell_rings_again(void **state)
{
    (void)state;
    duel = (struct duel){.seed = 0};
    struct call calls[64];
    assert_int_equal(loop_init(&duel.loop), 0);
    outbox_init(&duel.box, &duel.loop, calls, 64);
    for (int round = 0; round < 100; round++) {
        assert_int_equal(atomic_load(&duel.box.bell), BELL_SILENT);
        post_number();
        assert_int_equal(atomic_load(&duel.box.bell), BELL_RUNG);
        run_all();
        while (atomic_load(&duel.box.bell) == BELL_RUNG) { /* the loop's turns, by hand */
            struct post *look = duel.loop.ready;
            assert_ptr_equal(look, &duel.box.look);
            duel.loop.ready = NULL;
            duel.loop.ready_end = &duel.loop.ready;
            look->run(look);
        }
    }
    loop_close(&duel.loop);
    loop_run(&duel.loop);
    outbox_release(&duel.box);
    loop_release(&duel.loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls_run_in_the_order_of_posts),
        cmocka_unit_test(test_a_bell_rings_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

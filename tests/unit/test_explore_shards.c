/* Shards make a whole only where all knew the same. */
#include "explore/shard/agree.h"
#include "explore/shard/join.h"
#include "judge/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char head[] = "racelab-explore\t2\nstrategy\tdfs\nend\tcomplete\t-\n"
                           "numbers\t3\t3\t0\t9\t1\t0\t0.5\t3\t0\t0\t0.0\n";

/* A shard that found nothing, and knew what the lines say. */
static struct exploration shard(unsigned number, const char *known)
{
    struct exploration exploration;
    char *wire = memory_print("%sshard\t%u\t2\n%sdone\n", head, number, known);
    assert_int_equal(exploration_read(&exploration, wire), 0);
    free(wire);
    return exploration;
}

/* Whether the two make a proof. */
static bool makes_a_whole(const char *one, const char *other)
{
    const struct join_rules rules = {.preemptions = 2};
    struct exploration whole, shards[] = {shard(1, one), shard(2, other)};
    bool agree = shards_agree(shards, 2);
    exploration_join(&whole, shards, 2, &rules);
    assert_int_equal(whole.executions, 6);
    assert_int_equal(exploration_is_whole(&whole), agree);
    if (!agree)
        assert_non_null(strstr(whole.limit, "only some shards know"));
    exploration_release(&whole);
    exploration_release(&shards[0]);
    exploration_release(&shards[1]);
    return agree;
}

#define SHARED "touch\t400000\t2\tf\tf\tf\tf\t1,1,1,1,0,0,0,0\n"

static void test_the_same_is_a_whole(void **state)
{
    (void)state;
    assert_true(makes_a_whole("", ""));
    assert_true(makes_a_whole(SHARED, SHARED));
    assert_true(makes_a_whole(SHARED "loop\t401000\n", "loop\t401000\n" SHARED));
}

static void test_what_one_alone_knows(void **state)
{
    (void)state;
    assert_false(makes_a_whole(SHARED, ""));
    assert_false(makes_a_whole(SHARED, "touch\t400000\t1\tf\tf\tf\tf\t1,1,1,1,0,0,0,0\n"));
    assert_false(makes_a_whole("loop\t401000\n", ""));
    assert_false(makes_a_whole("cancelled\n", ""));
    assert_false(makes_a_whole("virtual\ttime\t401000\n", ""));
}

/* Thread 1 in one shard, thread 2 in the other, and one of them writes. */
static void test_what_shows_only_together(void **state)
{
    (void)state;
    const char *reads_1 = "touch\t400008\t1\t0\t1\t0\t0\t1,0,0,0,0,0,0,0\n";
    const char *reads_2 = "touch\t400008\t1\t0\t1\t0\t0\t2,0,0,0,0,0,0,0\n";
    const char *writes_2 = "touch\t400000\t2\t0\t1\t1\t0\t2,0,0,0,0,0,0,0\n";
    assert_true(makes_a_whole(reads_1, reads_2));
    assert_true(makes_a_whole(writes_2, reads_2));
    assert_false(makes_a_whole(reads_1, writes_2));
    assert_false(makes_a_whole(writes_2, reads_1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_same_is_a_whole),
                                       cmocka_unit_test(test_what_one_alone_knows),
                                       cmocka_unit_test(test_what_shows_only_together)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

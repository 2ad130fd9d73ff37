/* Random small programs: the plain depth-first twin, `states` and `dpor` must
 * agree on the outcomes, the findings, and, where both count, the numbers of
 * interleavings; no strategy knows a path with fewer preemptions than the twin; and
 * the trace of each finding of each strategy replays to the same end.
 * RACELAB_DUELS says how many, RACELAB_SEED where to begin, RACELAB_OFTEN after how many
 * programs the traces of one strategy are replayed a hundred times; a mismatch prints
 * the seed. */
#include "again.h"

#include "explore/shard/join.h"
#include "process/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DUELS = 300, EXECUTIONS_MAX = 50000, WALKS = 20 };

/* Every so many programs the traces are replayed, and every so many of one
 * strategy, in turns, so often. */
enum { REPLAYED = 10, OFTEN = 50, TIMES = 100, SHARDS_MAX = 8 };

static const long shards_of[] = {3, 2, SHARDS_MAX}; /* by the seed */

static char folder[] = "/tmp/racelab-duel-XXXXXX";
static char binary[64];

static int build(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(binary, sizeof binary, "%s/duel", folder);
    const char *const argv[] = {RACELAB_EXPLORE_LIB "/explore-cc",
                                RACELAB_EXPLORE_LIB,
                                binary,
                                folder,
                                RACELAB_EXPLORE_LIB "/lab_main.o",
                                RACELAB_PROGRAMS "/duel.c",
                                "--",
                                "-I" RACELAB_LAB,
                                NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 60};
    struct child_result result;
    assert_int_equal(child_run(&spec, &result), 0);
    if (result.end != CHILD_EXITED || result.code != 0)
        fail_msg("explore-cc: %s", result.errors);
    child_result_release(&result);
    return 0;
}

static bool is(const char *one, const char *other)
{
    return strcmp(one, other) == 0;
}

/* "lean": `states` that counts nothing. */
static struct launch_order order_of(const char *strategy, long seed, long jobs)
{
    bool lean = is(strategy, "lean"), walks = is(strategy, "random") || is(strategy, "pct");
    return (struct launch_order){.binary = binary,
                                 .strategy = lean ? "states" : strategy,
                                 .no_count = lean,
                                 .threads = seed % 3 == 0 ? 3 : 2,
                                 .increments = seed,
                                 .executions = is(strategy, "dfs") ? EXECUTIONS_MAX
                                               : walks             ? WALKS
                                                                   : 0,
                                 .keep_going = true,
                                 .seconds = 60,
                                 .memory = 1024,
                                 .steps = 10000,
                                 .preemptions = 2,
                                 .spurious = seed % 5 == 0,
                                 .jobs = jobs,
                                 .at_once = true,
                                 .seed = 1};
}

static struct exploration explore_order(const struct launch_order *order, long seed)
{
    struct exploration exploration;
    if (launch(order, "duel", &exploration) != 0)
        fail_msg("seed %ld: %s does not run", seed, order->strategy);
    if (!exploration.complete && !is(exploration.limit, "executions") &&
        !is(exploration.limit, "preemptions"))
        fail_msg("seed %ld: %s met %s", seed, order->strategy, exploration.limit);
    return exploration;
}

static struct exploration explore(const char *strategy, long seed, long jobs)
{
    const struct launch_order order = order_of(strategy, seed, jobs);
    return explore_order(&order, seed);
}

static bool same_goal(const struct exploration_goal *x, const struct exploration_goal *y)
{
    return x->kind == y->kind && x->finding == y->finding && x->actual == y->actual &&
           x->address == y->address && x->pc == y->pc && x->other_pc == y->other_pc;
}

static const struct exploration_goal *find(const struct exploration *exploration,
                                           const struct exploration_goal *goal)
{
    for (size_t i = 0; i < exploration->goal_count; i++)
        if (same_goal(&exploration->goals[i], goal))
            return &exploration->goals[i];
    return NULL;
}

static void compare(const struct exploration *x, const struct exploration *y, long seed,
                    bool counts)
{
    if (x->goal_count != y->goal_count)
        fail_msg("seed %ld: %s meets %zu ends and findings, %s %zu", seed, x->strategy,
                 x->goal_count, y->strategy, y->goal_count);
    for (size_t i = 0; i < x->goal_count; i++) {
        const struct exploration_goal *other = find(y, &x->goals[i]);
        if (!other)
            fail_msg("seed %ld: %s does not meet goal %zu of %s (kind %d, outcome %lld)", seed,
                     y->strategy, i, x->strategy, (int)x->goals[i].kind, x->goals[i].actual);
        if (counts && other && strcmp(other->count, x->goals[i].count) != 0)
            fail_msg("seed %ld: %s counts %s, %s %s", seed, x->strategy, x->goals[i].count,
                     y->strategy, other->count);
    }
}

static bool is_finding(const struct exploration_goal *goal)
{
    return goal->event_count > 0; /* only those are told in full */
}

/* The twin has tried every path. */
static void compare_paths(const struct exploration *plain, const struct exploration *other,
                          long seed)
{
    for (size_t i = 0; i < other->goal_count; i++) {
        const struct exploration_goal *goal = &other->goals[i], *best = find(plain, goal);
        if (best && is_finding(goal) && goal->preemptions != best->preemptions)
            fail_msg("seed %ld: goal %zu of %s has %u preemptions (%s), of dfs %u (%s)", seed, i,
                     other->strategy, goal->preemptions, goal->schedule, best->preemptions,
                     best->schedule);
    }
}

static size_t shared_bytes(const struct exploration *exploration)
{
    size_t bytes = 0;
    for (size_t i = 0; i < exploration->lessons.count; i++)
        if (exploration->lessons.items[i].kind == LESSON_SHARED)
            bytes += exploration->lessons.items[i].size;
    return bytes;
}

/* A walk may miss much, but what its vector clocks call a race is one. Where it
 * has missed that a location is shared, accesses there are no steps of its paths. */
static void check_walks(const struct exploration *plain, long seed)
{
    struct exploration walks = explore("random", seed, 1);
    for (size_t i = 0; i < walks.goal_count; i++)
        if (walks.goals[i].kind == EXPLORATION_RACE && !find(plain, &walks.goals[i]))
            fail_msg("seed %ld: random invents a race, schedule %s", seed, walks.goals[i].schedule);
    if (shared_bytes(&walks) == shared_bytes(plain))
        compare_paths(plain, &walks, seed);
    exploration_release(&walks);
}

/* Which strategies there are, but for `lean`. */
static const char *const all[] = {"states", "dpor", "dfs", "bounded", "random", "pct"};

enum { ALL = sizeof all / sizeof *all };

static int replayed; /* traces */

/* Every finding's trace comes to the same end. */
static void replay(const char *strategy, long seed, int times)
{
    char what[64];
    const struct launch_order order = order_of(strategy, seed, 1);
    struct exploration exploration = explore(strategy, seed, 1);
    snprintf(what, sizeof what, "seed %ld, %s", seed, strategy);
    for (size_t i = 0; i < exploration.goal_count; i++)
        if (is_finding(&exploration.goals[i])) {
            again(&order, &exploration, &exploration.goals[i], times, what);
            replayed++;
        }
    exploration_release(&exploration);
}

static void replay_all(long seed, long often)
{
    for (size_t i = 0; seed % REPLAYED == 0 && i < ALL; i++)
        replay(all[i], seed, 1);
    if (seed % often == 0)
        replay(all[(size_t)(seed / often) % ALL], seed, TIMES);
}

static void check_started(const struct exploration *reduced, long seed)
{
    if (reduced->executions != reduced->started)
        fail_msg("seed %ld: dpor started %llu executions for %llu", seed,
                 (unsigned long long)reduced->started, (unsigned long long)reduced->executions);
}

/* The reduction comes to the same by several processes. */
static void check_shared(const struct exploration *reduced, long seed, long jobs)
{
    struct exploration shared = explore("dpor", seed, jobs);
    compare(reduced, &shared, seed, true);
    if (shared.executions != reduced->executions)
        fail_msg("seed %ld: dpor takes %llu executions, with %ld processes %llu", seed,
                 (unsigned long long)reduced->executions, jobs,
                 (unsigned long long)shared.executions);
    check_started(&shared, seed);
    exploration_release(&shared);
}

/* So it does by machines that know nothing of each other. */
static void check_split(const struct exploration *reduced, long seed, long shards)
{
    struct exploration parts[SHARDS_MAX], whole;
    const struct join_rules rules = {.keep_going = true};
    for (long i = 0; i < shards; i++) {
        struct launch_order order = order_of("dpor", seed, 1);
        order.shard = i + 1;
        order.shards = shards;
        parts[i] = explore_order(&order, seed);
    }
    exploration_join(&whole, parts, (size_t)shards, &rules);
    compare(reduced, &whole, seed, true);
    if (whole.executions != reduced->executions)
        fail_msg("seed %ld: dpor takes %llu executions, %ld shards %llu", seed,
                 (unsigned long long)reduced->executions, shards,
                 (unsigned long long)whole.executions);
    exploration_release(&whole);
    for (long i = 0; i < shards; i++)
        exploration_release(&parts[i]);
}

/* Returns whether the program was small enough to enumerate. */
static bool duel(long seed)
{
    struct exploration plain = explore("dfs", seed, 1);
    if (!plain.complete) {
        exploration_release(&plain);
        return false;
    }
    struct exploration merged = explore("states", seed, 1), reduced = explore("dpor", seed, 1),
                       lean = explore("lean", seed, 1);
    compare(&merged, &lean, seed, false);
    compare(&plain, &merged, seed, true);
    compare(&plain, &reduced, seed, false);
    compare_paths(&plain, &merged, seed);
    compare_paths(&plain, &reduced, seed);
    check_walks(&plain, seed);
    check_started(&reduced, seed);
    check_shared(&reduced, seed, 2 + seed % 2);
    check_split(&reduced, seed, shards_of[seed % 3]);
    exploration_release(&plain);
    exploration_release(&merged);
    exploration_release(&reduced);
    exploration_release(&lean);
    return true;
}

static long setting(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : otherwise;
}

/* Programs that have shown a mistake before: steps that are forced before the
 * first choice, deadlines that have passed, a lock that is not had in time, a walk that
 * does not come upon all that is shared. */
static const long telling[] = {905, 2844, 5849, 6012, 8520, 13570};

/* Of processes that share the reduction, one may come upon a shared location on its way
 * to where it is to go on; every 20th time in these programs. */
enum { AGAIN = 100 };

static const long surprising[] = {10665, 17929};

static void surprise_on_the_way(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof surprising / sizeof *surprising; i++) {
        struct exploration alone = explore("dpor", surprising[i], 1);
        for (int k = 0; k < AGAIN; k++)
            check_shared(&alone, surprising[i], 3);
        exploration_release(&alone);
    }
}

static void strategies_agree(void **state)
{
    long first = setting("RACELAB_SEED", 1), count = setting("RACELAB_DUELS", DUELS);
    long often = setting("RACELAB_OFTEN", OFTEN);
    (void)state;
    print_message("seeds %ld to %ld\n", first, first + count - 1);
    long fought = 0;
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        assert_true(duel(telling[i]));
    for (long seed = first; seed < first + count; seed++)
        if (duel(seed)) {
            replay_all(seed, often > 0 ? often : OFTEN);
            fought++;
        }
    print_message("%ld programs; the others have more than %d interleavings\n", fought,
                  EXECUTIONS_MAX);
    print_message("%d traces replayed\n", replayed);
    assert_true(fought * 10 >= count * 9);
}

static int clean_up(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(strategies_agree),
                                       cmocka_unit_test(surprise_on_the_way)};
    return cmocka_run_group_tests(tests, build, clean_up);
}

/* The explorer's plain parts: schedules, the wire, sums of counts, triples. */
#include "explore/judge/stuck.h"
#include "explore/judge/triple.h"
#include "explore/launch/exploration.h"
#include "explore/search/schedule.h"
#include "explore/trace/outcomes.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void names_of_threads(void **state)
{
    char text[THREAD_NAME];
    (void)state;
    assert_string_equal(thread_name(0, text), "A");
    assert_string_equal(thread_name(25, text), "Z");
    assert_string_equal(thread_name(26, text), "AA");
    assert_string_equal(thread_name(27, text), "AB");
    assert_string_equal(thread_name(701, text), "ZZ");
    assert_string_equal(thread_name(702, text), "AAA");
    assert_string_equal(thread_name(THREAD_MAIN, text), "main");
}

static void append(void *closure, const char *text)
{
    strcat(closure, text);
}

static void schedules_there_and_back(void **state)
{
    static const char *const texts[] = {"", "A1", "A1B2A1", "A1/2B10", "main2AA3main1/1"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct step steps[64];
        char text[256] = "";
        int64_t count = schedule_parse(texts[i], 1, steps, 64);
        assert_true(count >= 0);
        schedule_print(steps, (uint64_t)count, 1, append, text);
        assert_string_equal(text, texts[i]);
    }
}

static void what_is_no_schedule(void **state)
{
    static const char *const texts[] = {"1A", "A", "A0", "a1", "A1-", "A1B", "A99", "AAAAAAA"};
    struct step steps[8];
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(schedule_parse(texts[i], 1, steps, 8), -1);
}

/* One thread that is never there stands for all of them. */
static void names_of_no_thread(void **state)
{
    struct step steps[8];
    (void)state;
    assert_int_equal(schedule_parse("AAAAAAA1", 1, steps, 8), 1);
    assert_int_equal(steps[0].thread, THREADS_MAX - 1);
    assert_int_equal(schedule_parse("main1", 0, steps, 8), 1);
    assert_int_equal(steps[0].thread, THREADS_MAX - 1);
    assert_int_equal(schedule_parse("main1", 1, steps, 8), 1);
    assert_int_equal(steps[0].thread, 0);
}

static void wire_is_read(void **state)
{
    static const char wire[] =
        "racelab-explore\t2\nstrategy\tstates\nend\tcomplete\t-\n"
        "numbers\t0\t0\t8\t14\t1\t0\t0.5\t3\t0\n"
        "goal\t0\t0\t2\t1\t=\t99999999999999999999\t1\t0\t0\t0\t-\t4\tA1B2A1\n"
        "event\t0\tread\t1f8\t8\t0\t3\t3\t0\t1\t0\t0\t40,41\n"
        "goal\t0\t0\t2\t2\t=\t1\t0\t0\t0\t0\t-\t4\tA2B2\ndone\n";
    struct exploration exploration;
    (void)state;
    assert_int_equal(exploration_read(&exploration, wire), 0);
    assert_true(exploration.complete && exploration.counted);
    assert_int_equal(exploration.goal_count, 2);
    assert_int_equal(exploration.goals[0].events[0].address, 0x1f8);
    assert_int_equal(exploration.goals[0].events[0].frames.pcs[1], 0x41);
    char *sum = exploration_interleavings(&exploration);
    assert_string_equal(sum, "100000000000000000000");
    free(sum);
    exploration_release(&exploration);
}

static void wire_that_is_cut_or_foreign(void **state)
{
    static const char *const wires[] = {"", "hello\n", "racelab-explore\t1\ndone\n",
                                        "racelab-explore\t2\nstrategy\tstates\n",
                                        "racelab-explore\t2\nevent\t0\ndone\n"};
    (void)state;
    for (size_t i = 0; i < sizeof wires / sizeof *wires; i++) {
        struct exploration exploration;
        assert_int_equal(exploration_read(&exploration, wires[i]), -EPROTO);
        assert_int_equal(exploration_is_foreign(wires[i]), i == 2);
        exploration_release(&exploration);
    }
}

static struct exploration_event event(long thread, const char *op, uint64_t address)
{
    return (struct exploration_event){
        .thread = thread, .op = (char *)(uintptr_t)op, .address = address, .size = 8};
}

static void triples(void **state)
{
    struct exploration_event lost[] = {event(0, "read", 8), event(1, "read", 8),
                                       event(1, "write", 8), event(0, "write", 8)};
    struct exploration_event torn[] = {event(0, "read", 8), event(1, "write", 8),
                                       event(0, "read", 8)};
    struct exploration_event serial[] = {event(0, "read", 8), event(0, "write", 8),
                                         event(1, "read", 8), event(1, "write", 8)};
    struct exploration_event apart[] = {event(0, "read", 8), event(1, "write", 16),
                                        event(0, "write", 8)};
    struct exploration_goal goal = {.events = lost, .event_count = 4};
    struct triple triple;
    (void)state;
    assert_true(triple_find(&goal, &triple));
    assert_true(triple.lost_update);
    assert_int_equal(triple.first, 0);
    assert_int_equal(triple.between, 2);
    assert_int_equal(triple.second, 3);
    goal = (struct exploration_goal){.events = torn, .event_count = 3};
    assert_true(triple_find(&goal, &triple));
    assert_false(triple.lost_update);
    goal = (struct exploration_goal){.events = serial, .event_count = 4};
    assert_false(triple_find(&goal, &triple));
    goal = (struct exploration_goal){.events = apart, .event_count = 3};
    assert_false(triple_find(&goal, &triple));
}

static struct exploration_next next(long thread, const char *op, long holder)
{
    return (struct exploration_next){
        .thread = thread, .op = (char *)(uintptr_t)op, .holder = holder};
}

static void standstills(void **state)
{
    struct exploration_next cycle[] = {next(0, "lock", 1), next(1, "lock", 2), next(2, "lock", 1)};
    struct exploration_next lost[] = {next(0, "join", 1), next(1, "wake", -2)};
    struct exploration_next loop[] = {next(0, "join", 1), next(1, "load", -2)};
    struct exploration_goal goal = {.nexts = cycle, .next_count = 3};
    size_t found[3];
    (void)state;
    assert_int_equal(stuck_kind(&goal), FINDING_DEADLOCK);
    assert_int_equal(stuck_cycle(&goal, found), 2);
    goal = (struct exploration_goal){.nexts = lost, .next_count = 2};
    assert_int_equal(stuck_kind(&goal), FINDING_LOST_WAKEUP);
    goal = (struct exploration_goal){.nexts = loop, .next_count = 2};
    assert_int_equal(stuck_kind(&goal), FINDING_ENDLESS_RUN);
}

static struct exploration_goal ending(long long actual, const char *label)
{
    return (struct exploration_goal){.kind = EXPLORATION_OUTCOME,
                                     .judged = true,
                                     .expected = 4,
                                     .actual = actual,
                                     .label = (char *)(uintptr_t)label};
}

/* The rows as text: totals that exist, and in brackets those that do not. */
static void rows_are(struct exploration_goal *goals, const char *strategy, bool complete,
                     const char *expected)
{
    const struct explored explored = {.is_lab = true,
                                      .threads = 2,
                                      .increments = 2,
                                      .exploration = {.strategy = (char *)(uintptr_t)strategy,
                                                      .complete = complete,
                                                      .goals = goals,
                                                      .goal_count = 2}};
    struct outcomes outcomes;
    char text[128] = "";
    outcomes_init(&outcomes, &explored);
    for (size_t i = 0; i < outcomes.count; i++) {
        const struct outcome_row *row = &outcomes.rows[i];
        size_t used = strlen(text);
        if (row->goal)
            snprintf(text + used, sizeof text - used, "%lld ", row->from);
        else
            snprintf(text + used, sizeof text - used, "[%lld-%lld] ", row->from, row->to);
    }
    assert_string_equal(text, expected);
    outcomes_release(&outcomes);
}

static void outcomes_that_cannot_happen(void **state)
{
    struct exploration_goal totals[] = {ending(4, ""), ending(2, "")};
    struct exploration_goal beyond[] = {ending(3, ""), ending(7, "")};
    struct exploration_goal words[] = {ending(4, ""), ending(2, "torn")};
    (void)state;
    rows_are(totals, "states", true, "[0-1] 2 [3-3] 4 ");
    rows_are(totals, "states", false, "2 4 ");
    rows_are(totals, "replay", true, "2 4 ");
    rows_are(beyond, "dpor", true, "[0-2] 3 [4-4] 7 ");
    rows_are(words, "states", true, "2 4 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_threads),
        cmocka_unit_test(schedules_there_and_back),
        cmocka_unit_test(what_is_no_schedule),
        cmocka_unit_test(names_of_no_thread),
        cmocka_unit_test(wire_is_read),
        cmocka_unit_test(wire_that_is_cut_or_foreign),
        cmocka_unit_test(triples),
        cmocka_unit_test(standstills),
        cmocka_unit_test(outcomes_that_cannot_happen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What findings say: about leaks, locks held and heap blocks. */
#include "explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM(name) RACELAB_PROGRAMS "/" name ".c"

static json_t *explore(int code, const char *program, const char *strategy)
{
    const char *const arguments[] = {"explore", program, "--strategy", strategy, NULL};
    return explorer_run(code, arguments);
}

static const json_t *finding_of(const json_t *variant, size_t index)
{
    return json_array_get(json_object_get(variant, "findings"), index);
}

static void one_leak_per_place(void **state)
{
    static const char *const strategies[] = {"states", "dfs", "dpor", "bounded", "random"};
    (void)state;
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
        json_t *variant = explore(1, PROGRAM("leak_places"), strategies[i]);
        assert_int_equal(json_array_size(json_object_get(variant, "findings")), 2);
        assert_string_equal(explorer_text(finding_of(variant, 0), "object"), "block of 10 bytes");
        assert_string_equal(explorer_text(finding_of(variant, 1), "object"), "block of 20 bytes");
        json_decref(variant);
    }
}

static void a_leak_has_the_stack_of_its_allocation(void **state)
{
    (void)state;
    json_t *variant = explore(1, PROGRAM("leak_sometimes"), "states");
    const json_t *stack = json_object_get(finding_of(variant, 0), "stack");
    const json_t *frame = json_array_get(stack, 0);
    assert_string_equal(explorer_text(frame, "function"), "fill");
    assert_string_equal(explorer_text(frame, "file"), "leak_sometimes.c");
    assert_int_equal(json_integer_value(json_object_get(frame, "line")), 12);
    assert_int_equal(json_integer_value(json_object_get(finding_of(variant, 0), "preemptions")), 1);
    json_decref(variant);
}

static void a_race_names_the_locks_held(void **state)
{
    (void)state;
    json_t *variant = explore(1, PROGRAM("two_locks"), "states");
    const json_t *finding = finding_of(variant, 0);
    const json_t *accesses = json_object_get(finding, "accesses");
    size_t count = json_array_size(accesses);
    const json_t *first = json_object_get(json_array_get(accesses, count - 2), "locks");
    const json_t *second = json_object_get(json_array_get(accesses, count - 1), "locks");
    assert_non_null(strstr(explorer_text(finding, "title"), "no lock in common"));
    assert_string_equal(
        explorer_text(finding, "why"),
        "B at two_locks.c:12 holds one; C at two_locks.c:21 holds other, shelf (for reading)");
    assert_int_equal(json_array_size(first), 1);
    assert_string_equal(explorer_text(json_array_get(first, 0), "lock"), "one");
    assert_int_equal(json_array_size(second), 2);
    assert_string_equal(explorer_text(json_array_get(second, 1), "held"), "read");
    json_decref(variant);
}

static void a_lock_held_for_reading_is_said_so(void **state)
{
    (void)state;
    json_t *variant = explore(1, PROGRAM("writing_reader"), "states");
    const json_t *finding = finding_of(variant, 0);
    assert_non_null(strstr(explorer_text(finding, "title"), "held for reading only"));
    json_decref(variant);
}

static void heap_blocks_have_names(void **state)
{
    char *text;
    const char *const arguments[] = {"explore", PROGRAM("heap_names"), NULL};
    (void)state;
    json_t *variant = explore(1, PROGRAM("heap_names"), "states");
    assert_string_equal(explorer_text(finding_of(variant, 0), "object"),
                        "first->values[2] (block of 24 bytes allocated at heap_names.c:21)");
    json_decref(variant);
    assert_int_equal(explorer_exit(arguments, &text), 1);
    assert_non_null(
        strstr(text, "first->values[2] (block of 24 bytes allocated at heap_names.c:21)"));
    assert_null(strstr(text, "heap+0x"));
    free(text);
}

/* By what they are kept in, whoever allocated them; the program's own line says it. */
static void blocks_are_called_by_their_keeper(void **state)
{
    static const char *const names[] = {"lock account->lock", "account->slots[3].count",
                                        "bank.accounts[1].balance",
                                        "node->value (block of 16 bytes allocated at keepers.c:"};
    const char *const arguments[] = {"explore", PROGRAM("keepers"), NULL};
    char *text;
    (void)state;
    assert_int_equal(explorer_exit(arguments, &text), 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strstr(text, names[i]))
            fail_msg("'%s' is not in:\n%s", names[i], text);
    free(text);
}

static void expect_texts(const char *program, const char *const *texts)
{
    const char *const arguments[] = {"explore", program, NULL};
    char *output;
    assert_int_equal(explorer_exit(arguments, &output), 1);
    for (; *texts; texts++)
        if (!strstr(output, *texts))
            fail_msg("'%s' is not in:\n%s", *texts, output);
    free(output);
}

static void locals_have_names(void **state)
{
    static const char *const texts[] = {
        "DATA RACE   total (local in main): ", "DATA RACE   looks (thread-local): ",
        "also: B's write at local_names.c:18 and C's write at local_names.c:18\n", NULL};
    (void)state;
    expect_texts(PROGRAM("local_names"), texts);
}

/* Who, what, where, and what somebody else had done before. */
static void the_reason_is_told(void **state)
{
    static const struct {
        const char *program, *texts[3];
    } table[] = {
        {PROGRAM("use_after_free"),
         {"A freed it at use_after_free.c:16 in step 1; B at use_after_free.c:7, in use, writes"}},
        {PROGRAM("double_free"),
         {"C freed it at double_free.c:14 after step 3; B at double_free.c:14, in drop, frees it",
          "stale at 3"}},
        {PROGRAM("abba"),
         {"A waits at abba.c:21 to lock b, held by B; B waits at abba.c:10 to lock a, held by A; a",
          "cycle: A -> B -> A"}},
        {PROGRAM("double_lock"),
         {"B waits at double_lock.c:9 to lock lock, which",
          "A waits at double_lock.c:17 for the end of B"}},
        {PROGRAM("lost_wakeup"), {"B gave its signal in step 2, before A"}},
        {PROGRAM("assertion"), {"A at assertion.c:23, in main: what the program takes"}},
        {PROGRAM("crash"), {"A at crash.c:21, in main, crashes", "stale at 2"}},
        {PROGRAM("unlock_not_owner"), {"B at unlock_not_owner.c:8, in unlock, does that"}},
        {PROGRAM("thread_leak"), {"B at thread_leak.c:12, in main: it was started there"}},
        {PROGRAM("leak"), {"when the program ends nobody knows its address"}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *const texts[] = {table[i].texts[0], table[i].texts[1], NULL};
        expect_texts(table[i].program, texts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_leak_per_place),
        cmocka_unit_test(a_leak_has_the_stack_of_its_allocation),
        cmocka_unit_test(a_race_names_the_locks_held),
        cmocka_unit_test(heap_blocks_have_names),
        cmocka_unit_test(blocks_are_called_by_their_keeper),
        cmocka_unit_test(locals_have_names),
        cmocka_unit_test(the_reason_is_told),
        cmocka_unit_test(a_lock_held_for_reading_is_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* gdb's talk about a hung process becomes who waits where: stored output of
 * gdb, whole, and cuts at every byte, as a killed gdb leaves them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stored.h"
#include "stress/gdb_stacks.h"

static void check_stored(const char *path, const char *text, size_t size)
{
    (void)size;
    char *told = gdb_stacks_tell(text);
    assert_non_null(told);
    assert_true(stored_equals(stored_beside(path, ".stacks"), told));
    free(told);
}

static void hung_programs_are_told(void **state)
{
    (void)state;
    assert_int_equal(stored_each(RACELAB_TEST_DATA "/gdb", ".gdb", check_stored), 2);
}

static void check_cuts(const char *path, const char *text, size_t size)
{
    (void)path;
    char *cut = malloc(size + 1);
    assert_non_null(cut);
    for (size_t length = 0; length < size; length++) {
        memcpy(cut, text, length);
        cut[length] = '\0';
        char *told = gdb_stacks_tell(cut);
        assert_true(told == NULL || told[strlen(told) - 1] == '\n');
        free(told);
    }
    free(cut);
}

static void cuts_do_no_harm(void **state)
{
    (void)state;
    assert_int_equal(stored_each(RACELAB_TEST_DATA "/gdb", ".gdb", check_cuts), 2);
}

static void expect(const char *output, const char *wanted)
{
    char *told = gdb_stacks_tell(output);
    assert_non_null(told);
    assert_string_equal(told, wanted);
    free(told);
}

static void who_calls_nobody_stands_alone(void **state)
{
    (void)state;
    expect("Thread 1 (LWP 5):\n"
           "#0  spin (flag=...) at /src/labs/x/spin.c:7\n"
           "#1  0x00007f in start_thread (arg=...) at ./nptl/pthread_create.c:442\n",
           "  thread 1\n"
           "    spin  spin.c:7\n");
}

static void a_join_is_called_by_its_name(void **state)
{
    (void)state;
    expect("Thread 1 (LWP 5):\n"
           "#0  0x00007f in __pthread_clockjoin_ex (id=...) at ./nptl/pthread_join_common.c:105\n"
           "#1  0x00005f in trial (run=...) at /src/labs/x/join.c:31\n",
           "  thread 1 in pthread_join\n"
           "    trial  join.c:31\n");
}

static void without_symbols_nothing_is_claimed(void **state)
{
    (void)state;
    expect("Thread 2 (LWP 6):\n#0  0x00007f in ?? ()\n#1  0x00005f in ?? ()\n"
           "Thread 1 (LWP 5):\n#0  0x00007f in ?? ()\n",
           "  threads 1-2: in none of the program's functions\n");
}

static void no_thread_gives_nothing(void **state)
{
    (void)state;
    assert_null(gdb_stacks_tell(""));
    assert_null(gdb_stacks_tell("ptrace: Operation not permitted.\n#0 stray\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hung_programs_are_told),
        cmocka_unit_test(cuts_do_no_harm),
        cmocka_unit_test(who_calls_nobody_stands_alone),
        cmocka_unit_test(a_join_is_called_by_its_name),
        cmocka_unit_test(without_symbols_nothing_is_claimed),
        cmocka_unit_test(no_thread_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

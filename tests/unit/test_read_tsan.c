/* ThreadSanitizer's reports become findings: stored reports of both compilers,
 * whole; the lines with which it gives up; and cuts at every byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "finding_dump.h"
#include "sanitize/read_tsan.h"
#include "stored.h"

static char *dump_report(const struct tsan_report *report)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (report->failure != NULL)
        fprintf(out, "gave up: %s\n", report->failure);
    for (size_t i = 0; i < report->findings.count; i++)
        dump_finding(out, &report->findings.items[i]);
    fclose(out);
    return text;
}

static void check_stored(const char *path, const char *text, size_t size)
{
    struct tsan_report report;
    tsan_report_read(text, size, &report);
    char *dump = dump_report(&report);
    assert_true(stored_equals(stored_beside(path, ".findings"), dump));
    free(dump);
    tsan_report_release(&report);
}

static void clang_reports_are_read_whole(void **state)
{
    (void)state;
    assert_true(stored_each(RACELAB_TEST_DATA "/tsan-clang", ".txt", check_stored) >= 40);
}

static void gcc_reports_are_read_whole(void **state)
{
    (void)state;
    assert_true(stored_each(RACELAB_TEST_DATA "/tsan-gcc", ".txt", check_stored) >= 20);
}

static void read_file(const char *name, struct tsan_report *report)
{
    char path[4096], *text;
    size_t size;
    snprintf(path, sizeof path, RACELAB_TEST_DATA "/%s", name);
    assert_int_equal(file_read(path, &text, &size), 0);
    tsan_report_read(text, size, report);
    free(text);
}

static void assert_frame(const struct finding_stack *stack, size_t at, const char *function,
                         const char *file, long line)
{
    assert_true(at < stack->count);
    assert_string_equal(stack->frames[at].function, function);
    if (file == NULL)
        assert_null(stack->frames[at].file);
    else
        assert_string_equal(stack->frames[at].file, file);
    assert_int_equal(stack->frames[at].line, line);
}

static void a_race_on_a_heap_block_has_locks_and_owner(void **state)
{
    (void)state;
    struct tsan_report report;
    read_file("tsan-clang/race_heap.19.txt", &report);
    assert_int_equal(report.findings.count, 1);
    const struct finding *race = &report.findings.items[0];
    assert_int_equal(race->kind, FINDING_DATA_RACE);
    assert_int_equal(race->object.memory, FINDING_MEMORY_HEAP);
    assert_int_equal(race->object.size, 40);
    assert_int_equal(race->object.thread, FINDING_THREAD_MAIN);
    assert_frame(&race->object.allocated, 0, "calloc", NULL, 0);
    assert_frame(&race->object.allocated, 1, "main", "programs/race_heap.c", 18);
    assert_int_equal(race->access_count, 2);
    const struct finding_access *now = &race->accesses[0], *before = &race->accesses[1];
    assert_int_equal(now->op, FINDING_OP_READ);
    assert_int_equal(now->size, 4);
    assert_false(now->before);
    assert_int_equal(now->thread, FINDING_THREAD_MAIN);
    assert_int_equal(now->lock_count, 1);
    assert_frame(&now->stack, 0, "main", "programs/race_heap.c", 22);
    assert_int_equal(now->stack.frames[0].column, 16);
    assert_int_equal(before->op, FINDING_OP_WRITE);
    assert_true(before->before);
    assert_int_equal(before->thread, 1);
    assert_frame(&before->stack, 0, "worker", "programs/race_heap.c", 11);
    assert_int_equal(race->mutex_count, 2);
    assert_int_equal(race->thread_count, 1);
    assert_string_equal(race->threads[0].state, "finished");
    assert_int_equal(race->threads[0].creator, FINDING_THREAD_MAIN);
    assert_frame(&race->threads[0].created, 1, "main", "programs/race_heap.c", 20);
    tsan_report_release(&report);
}

static void a_lost_stack_leaves_an_access_without_frames(void **state)
{
    (void)state;
    struct tsan_report report;
    read_file("tsan-gcc/lost_stack.12.txt", &report);
    const struct finding *race = &report.findings.items[0];
    assert_int_equal(race->access_count, 2);
    assert_int_equal(race->accesses[1].stack.count, 0);
    assert_int_equal(race->accesses[1].thread, 1);
    assert_non_null(strstr(race->text, "[failed to restore the stack]"));
    tsan_report_release(&report);
}

static void assert_gives_up(const char *text, const char *failure)
{
    struct tsan_report report;
    tsan_report_read(text, strlen(text), &report);
    assert_int_equal(report.findings.count, 0);
    assert_string_equal(report.failure, failure);
    assert_string_equal(report.rest, text);
    tsan_report_release(&report);
}

static void giving_up_is_no_silence(void **state)
{
    (void)state;
    assert_gives_up("FATAL: ThreadSanitizer: unexpected memory mapping 0x5d1-0x5d2\n",
                    "FATAL: ThreadSanitizer: unexpected memory mapping 0x5d1-0x5d2");
    assert_gives_up("==7==FATAL: ThreadSanitizer: unexpected memory mapping 0x5d1-0x5d2\n",
                    "FATAL: ThreadSanitizer: unexpected memory mapping 0x5d1-0x5d2");
    assert_gives_up("ThreadSanitizer: Thread limit (8128 threads) exceeded. Dying.\n",
                    "ThreadSanitizer: Thread limit (8128 threads) exceeded. Dying.");
    assert_gives_up("hello\n==7==ERROR: ThreadSanitizer failed to allocate 0x1000 bytes\n",
                    "ERROR: ThreadSanitizer failed to allocate 0x1000 bytes");
    assert_gives_up("ThreadSanitizer: CHECK failed: tsan_rtl.cpp:1 \"((0)) != (0)\" (tid=7)\n",
                    "ThreadSanitizer: CHECK failed: tsan_rtl.cpp:1 \"((0)) != (0)\" (tid=7)");
}

static void an_unknown_report_is_kept_whole(void **state)
{
    (void)state;
    static const char text[] = "WARNING: ThreadSanitizer: something new (pid=1)\n"
                               "    #0 f file.c:3 (prog+0x1)\n"
                               "  An unknown heading:\n    #0 g file.c:4 (prog+0x1)\n";
    struct tsan_report report;
    tsan_report_read(text, sizeof text - 1, &report);
    assert_int_equal(report.findings.count, 1);
    assert_int_equal(report.findings.items[0].kind, FINDING_OTHER);
    assert_string_equal(report.findings.items[0].title, "something new");
    assert_string_equal(report.findings.items[0].text, text);
    tsan_report_release(&report);
}

static void frames_of_every_form_are_read(void **state)
{
    (void)state;
    static const char text[] =
        "WARNING: ThreadSanitizer: data race (pid=1)\n"
        "  Write of size 8 at 0x1 by thread T12 (mutexes: write M1, read M2):\n"
        "    #0 ns::f(int, char const*) /a path/with space.cpp:7:9 (prog+0x1) (BuildId: 00ff)\n"
        "    #1 operator new[](unsigned long) <null> (prog+0x2)\n"
        "    #2 <null> <null> (libc.so.6+0x2)\n"
        "    #3 plain nptl/create.c:442 (libc.so.6+0x2)\n"
        "    #4 bare\n";
    struct tsan_report report;
    tsan_report_read(text, sizeof text - 1, &report);
    const struct finding_access *access = &report.findings.items[0].accesses[0];
    assert_int_equal(access->thread, 12);
    assert_int_equal(access->lock_count, 2);
    assert_string_equal(access->locks[0], "M1");
    assert_string_equal(access->locks[1], "read M2");
    assert_int_equal(access->stack.count, 5);
    assert_frame(&access->stack, 0, "ns::f(int, char const*)", "/a path/with space.cpp", 7);
    assert_int_equal(access->stack.frames[0].column, 9);
    assert_frame(&access->stack, 1, "operator new[](unsigned long)", NULL, 0);
    assert_null(access->stack.frames[2].function);
    assert_frame(&access->stack, 3, "plain", "nptl/create.c", 442);
    assert_frame(&access->stack, 4, "bare", NULL, 0);
    tsan_report_release(&report);
}

/* The texts of the findings and the rest hold each byte of the input once. */
static void assert_nothing_lost(const struct tsan_report *report, size_t size)
{
    size_t kept = strlen(report->rest);
    for (size_t i = 0; i < report->findings.count; i++)
        kept += strlen(report->findings.items[i].text);
    assert_int_equal(kept, size);
}

static void cut_everywhere(const char *path, const char *text, size_t size)
{
    (void)path;
    for (size_t cut = 0; cut <= size; cut++) {
        struct tsan_report report;
        char *copy = malloc(cut + 1); /* so that a sanitizer sees reads past the cut */
        memcpy(copy, text, cut);
        char *exact = realloc(copy, cut > 0 ? cut : 1);
        tsan_report_read(exact, cut, &report);
        assert_nothing_lost(&report, cut);
        tsan_report_release(&report);
        free(exact);
    }
}

static void a_report_may_end_anywhere(void **state)
{
    (void)state;
    stored_each(RACELAB_TEST_DATA "/tsan-clang", ".txt", cut_everywhere);
    stored_each(RACELAB_TEST_DATA "/tsan-gcc", ".txt", cut_everywhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clang_reports_are_read_whole),
        cmocka_unit_test(gcc_reports_are_read_whole),
        cmocka_unit_test(a_race_on_a_heap_block_has_locks_and_owner),
        cmocka_unit_test(a_lost_stack_leaves_an_access_without_frames),
        cmocka_unit_test(giving_up_is_no_silence),
        cmocka_unit_test(an_unknown_report_is_kept_whole),
        cmocka_unit_test(frames_of_every_form_are_read),
        cmocka_unit_test(a_report_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

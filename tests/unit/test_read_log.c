/* Logs that people kept: what CI servers write before each line changes nothing;
 * and no log that was cut within its first report passes for a silent one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "finding_dump.h"
#include "sanitize/read_log.h"
#include "stored.h"

static char *dump(const struct log_reading *reading)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < reading->report.findings.count; i++)
        dump_finding(out, &reading->report.findings.items[i]);
    fclose(out);
    return text;
}

/* Reads a copy, as large as the text and its NUL. */
static void read_copy(const char *text, size_t size, struct log_reading *reading)
{
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    copy[size] = '\0';
    log_read(copy, size, reading);
    free(copy);
}

/* Every line of the text between two others. */
static char *adorned(const char *text, const char *before, const char *after)
{
    char *all = NULL;
    size_t size;
    FILE *out = open_memstream(&all, &size);
    while (*text) {
        size_t line = strcspn(text, "\n");
        fprintf(out, "%s%.*s%s\n", before, (int)line, text, after);
        text += line + (text[line] == '\n');
    }
    fclose(out);
    return all;
}

static void same_when_adorned(const char *path, const char *text, size_t size)
{
    static const char *const adornments[][2] = {
        {"", "\r"},
        {"12: ", ""},
        {"2026-05-01T12:00:00.1234567Z ", "\r"},
        {"server-1  | ", ""},
        {"\033[36mserver \033[0m| \033[1m", "\033[0m"},
    };
    struct log_reading reading;
    (void)path;
    if (size == 0)
        return;
    read_copy(text, size, &reading);
    assert_int_equal(reading.state, LOG_WHOLE);
    char *bare = dump(&reading);
    log_reading_release(&reading);
    for (size_t i = 0; i < sizeof adornments / sizeof *adornments; i++) {
        char *log = adorned(text, adornments[i][0], adornments[i][1]);
        read_copy(log, strlen(log), &reading);
        char *told = dump(&reading);
        assert_string_equal(told, bare);
        assert_int_equal(reading.state, LOG_WHOLE);
        log_reading_release(&reading);
        free(told);
        free(log);
    }
    free(bare);
}

static void what_stands_before_lines_changes_nothing(void **state)
{
    (void)state;
    assert_true(stored_each(RACELAB_TEST_DATA "/tsan-clang", ".txt", same_when_adorned) >= 40);
    assert_true(stored_each(RACELAB_TEST_DATA "/tsan-gcc", ".txt", same_when_adorned) >= 20);
    assert_int_equal(stored_each(RACELAB_TEST_DATA, ".log", same_when_adorned), 1);
}

static void never_silent(const char *path, const char *text, size_t size)
{
    static const char *const begins[] = {"==================\n", "ThreadSanitizer:DEADLYSIGNAL\n"};
    size_t first = size;
    (void)path;
    for (int i = 0; i < 2; i++) {
        const char *at = strstr(text, begins[i]);
        if (at && (size_t)(at - text) + strlen(begins[i]) < first)
            first = (size_t)(at - text) + strlen(begins[i]);
    }
    for (size_t cut = first; cut < size; cut++) {
        struct log_reading reading;
        read_copy(text, cut, &reading);
        if (reading.report.findings.count == 0 && reading.state == LOG_WHOLE)
            fail_msg("%s, cut at %zu, passes for silent", path, cut);
        log_reading_release(&reading);
    }
}

static void no_cut_is_silence(void **state)
{
    (void)state;
    stored_each(RACELAB_TEST_DATA "/tsan-clang", ".txt", never_silent);
    stored_each(RACELAB_TEST_DATA "/tsan-gcc", ".txt", never_silent);
    stored_each(RACELAB_TEST_DATA, ".log", never_silent);
}

static void expect(const char *text, size_t size, enum log_state state, size_t findings)
{
    struct log_reading reading;
    read_copy(text, size, &reading);
    if (reading.state != state || reading.report.findings.count != findings)
        fail_msg("'%s' is %d with %zu", text, (int)reading.state, reading.report.findings.count);
    log_reading_release(&reading);
}

static void expect_text(const char *text, enum log_state state, size_t findings)
{
    expect(text, strlen(text), state, findings);
}

static void how_far_silence_goes(void **state)
{
    (void)state;
    expect_text("", LOG_EMPTY, 0);
    expect_text("all is well\n", LOG_WHOLE, 0);
    expect_text("ok  \texample.org/queue\t0.31s\n", LOG_WHOLE, 0);
    expect("\177ELF\2\1\1\0\0", 9, LOG_BINARY, 0);
    expect_text("W", LOG_WHOLE, 0);
    expect_text("WARNING: low disk\n", LOG_WHOLE, 0);
    expect_text("WARNING: Thre", LOG_CUT, 0);
    expect_text("x\n==================\nWA", LOG_CUT, 0);
    expect_text("a title\n==================\ntext\n", LOG_WHOLE, 0);
    expect_text("PASS\nThreadSanitizer: reported 3 warnings\n", LOG_STRIPPED, 0);
    expect_text("testing.go:1398: race detected during execution of test\n", LOG_STRIPPED, 0);
    expect_text("+ grep 'WARNING: ThreadSanitizer: ' log\n", LOG_STRIPPED, 0);
}

/* Reports of two programs, with a report that begins within a line of output. */
static void reports_among_others(void **state)
{
    (void)state;
    expect_text("+ grep 'WARNING: ThreadSanitizer: data race' log\n"
                " 9: ==================\n"
                " 9: WARNING: ThreadSanitizer: data race (pid=1)\n"
                " 9:   Write of size 4 at 0x1 by thread T1:\n 9:     #0 f a.c:3 (a+0x1)\n 9:\n"
                " 9: SUMMARY: ThreadSanitizer: data race a.c:3 in f\n 9: ==================\n"
                "10: working ... WARNING: ThreadSanitizer: thread leak (pid=1)\n"
                "10:   Thread T1 (tid=2, finished) created by main thread at:\n"
                "==================\nWARNING: DATA RACE\nRead at 0x1 by goroutine 7:\n"
                "  main.f()\n      /a.go:3 +0x1\n==================\n",
                LOG_WHOLE, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_before_lines_changes_nothing),
        cmocka_unit_test(no_cut_is_silence),
        cmocka_unit_test(how_far_silence_goes),
        cmocka_unit_test(reports_among_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

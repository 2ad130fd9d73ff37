/* Findings on their way out: text for a terminal and JSON, compared with the
 * files in tests/golden/findings. Nothing runs; the findings come from stored
 * reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/findings_json.h"
#include "report/findings_text.h"
#include "report/utf8.h"
#include "sanitize/read_tsan.h"
#include "stored.h"

#define GOLDEN RACELAB_TEST_DATA "/../golden/findings/"

static const char *const stored_names[] = {
    "race_heap.19", "lock_order.19",  "vptr.19",          "crash.19",          "thread_leak.19",
    "race_fd.19",   "double_lock.19", "named_threads.19", "race_stack_tls.19", "errno_spoiled.19"};

static void read_stored(const char *name, struct tsan_report *report)
{
    char path[4096], *text;
    size_t size;
    snprintf(path, sizeof path, RACELAB_TEST_DATA "/tsan-clang/%s.txt", name);
    assert_int_equal(file_read(path, &text, &size), 0);
    tsan_report_read(text, size, report);
    free(text);
}

static char *fake_line(const char *file, long line)
{
    char text[128];
    (void)file;
    snprintf(text, sizeof text, "what stands on line %ld, and it is \xc3\xa4 long one", line);
    return strdup(text);
}

static char *render(const struct finding_list *list, int columns, bool colour)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    const struct findings_style style = {
        .columns = columns, .colour = colour, .base = "programs/", .line_of = fake_line};
    findings_text(out, list, &style);
    fclose(out);
    return text;
}

static void assert_fits(const char *text, size_t columns)
{
    while (*text != '\0') {
        char line[1024];
        size_t length = strcspn(text, "\n");
        assert_true(length < sizeof line);
        memcpy(line, text, length);
        line[length] = '\0';
        assert_true(utf8_columns(line) <= columns);
        text += length + (text[length] == '\n');
    }
}

static void check_text(const char *name, int columns, bool colour)
{
    struct tsan_report report;
    char path[4096];
    read_stored(name, &report);
    char *text = render(&report.findings, columns, colour);
    snprintf(path, sizeof path, GOLDEN "%s-%d%s.txt", name, columns, colour ? "-colour" : "");
    assert_true(stored_equals(path, text));
    if (!colour)
        assert_fits(text, (size_t)columns);
    free(text);
    tsan_report_release(&report);
}

static void findings_read_well_in_a_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof stored_names / sizeof *stored_names; i++)
        check_text(stored_names[i], 90, false);
}

static void narrow_terminals_cut_lines(void **state)
{
    (void)state;
    check_text("vptr.19", 60, false);
    check_text("lock_order.19", 60, false);
}

static void colour_comes_only_when_asked_for(void **state)
{
    (void)state;
    check_text("race_heap.19", 90, true);
}

static void an_unread_report_is_shown_raw(void **state)
{
    (void)state;
    struct finding_list list = {0};
    struct finding finding;
    static const char raw[] = "first line\n\tsecond \xff line\n";
    finding_init(&finding, FINDING_OTHER, raw, sizeof raw - 1);
    finding_list_add(&list, &finding);
    char *text = render(&list, 80, false);
    assert_string_equal(text, "OTHER\n  | first line\n  |  second ? line\n");
    free(text);
    finding_list_release(&list);
}

static void json_holds_everything(void **state)
{
    (void)state;
    static const char *const names[] = {"race_heap.19", "lock_order.19"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct tsan_report report;
        char path[4096];
        read_stored(names[i], &report);
        json_t *json = findings_json(&report.findings);
        char *text = json_dumps(json, JSON_INDENT(2));
        snprintf(path, sizeof path, GOLDEN "%s.json", names[i]);
        assert_true(stored_equals(path, text));
        free(text);
        json_decref(json);
        tsan_report_release(&report);
    }
}

static void json_bears_any_bytes(void **state)
{
    (void)state;
    struct finding_list list = {0};
    struct finding finding;
    /* In pieces below, because question marks and a bracket make a trigraph. */
    static const char raw[] = "\xff\xc3(\xe2\x82\xed\xa0\x80\xf5\xc3\xa4";
    finding_init(&finding, FINDING_OTHER, raw, sizeof raw - 1);
    finding_list_add(&list, &finding);
    json_t *json = findings_json(&list);
    json_t *text = json_object_get(json_array_get(json, 0), "text");
    assert_string_equal(json_string_value(text), "?"
                                                 "?("
                                                 "?"
                                                 "?"
                                                 "?"
                                                 "?"
                                                 "?"
                                                 "?"
                                                 "\xc3\xa4");
    json_decref(json);
    finding_list_release(&list);
}

static void cutting_counts_characters(void **state)
{
    (void)state;
    static const char text[] = "\xc3\xa4\xc3\xb6\xc3\xbc+";
    char *cut = utf8_cut_end(text, 3);
    assert_string_equal(cut, "\xc3\xa4\xc3\xb6\xe2\x80\xa6");
    free(cut);
    cut = utf8_cut_begin(text, 3);
    assert_string_equal(cut, "\xe2\x80\xa6\xc3\xbc+");
    free(cut);
    cut = utf8_cut_end(text, 4);
    assert_string_equal(cut, text);
    free(cut);
    cut = utf8_cut_end(text, 0);
    assert_string_equal(cut, "");
    free(cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_read_well_in_a_terminal),
        cmocka_unit_test(narrow_terminals_cut_lines),
        cmocka_unit_test(colour_comes_only_when_asked_for),
        cmocka_unit_test(an_unread_report_is_shown_raw),
        cmocka_unit_test(json_holds_everything),
        cmocka_unit_test(json_bears_any_bytes),
        cmocka_unit_test(cutting_counts_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

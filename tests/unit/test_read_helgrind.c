/* helgrind's XML becomes findings: stored reports, whole, and cuts at every
 * byte, as a killed valgrind leaves them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "finding_dump.h"
#include "sanitize/read_helgrind.h"
#include "stored.h"

static char *dump_report(const struct helgrind_report *report)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (report->failure != NULL)
        fprintf(out, "failure: %s\n", report->failure);
    fprintf(out, "finished: %s\n", report->finished ? "yes" : "no");
    for (size_t i = 0; i < report->findings.count; i++)
        dump_finding(out, &report->findings.items[i]);
    fclose(out);
    return text;
}

static void check_stored(const char *path, const char *text, size_t size)
{
    struct helgrind_report report;
    helgrind_report_read(text, size, &report);
    char *dump = dump_report(&report);
    assert_true(stored_equals(stored_beside(path, ".findings"), dump));
    free(dump);
    helgrind_report_release(&report);
}

static void reports_are_read_whole(void **state)
{
    (void)state;
    assert_true(stored_each(RACELAB_TEST_DATA "/helgrind", ".xml", check_stored) >= 18);
}

static void read_file(const char *name, size_t limit, struct helgrind_report *report)
{
    char path[4096], *text;
    size_t size;
    snprintf(path, sizeof path, RACELAB_TEST_DATA "/helgrind/%s", name);
    assert_int_equal(file_read(path, &text, &size), 0);
    helgrind_report_read(text, limit < size ? limit : size, report);
    free(text);
}

static void a_race_names_both_threads_and_the_object(void **state)
{
    (void)state;
    struct helgrind_report report;
    read_file("race_global.xml", SIZE_MAX, &report);
    assert_null(report.failure);
    assert_true(report.finished);
    assert_int_equal(report.findings.count, 2);
    const struct finding *race = &report.findings.items[0];
    assert_int_equal(race->kind, FINDING_DATA_RACE);
    assert_int_equal(race->object.memory, FINDING_MEMORY_GLOBAL);
    assert_string_equal(race->object.name, "counter");
    assert_int_equal(race->accesses[0].op, FINDING_OP_READ);
    assert_int_equal(race->accesses[0].size, 8);
    assert_int_equal(race->accesses[0].thread, 2);
    const struct finding_frame *place = finding_stack_place(&race->accesses[0].stack);
    assert_string_equal(place->function, "bump");
    assert_string_equal(place->file, "programs/race_global.c");
    assert_int_equal(place->line, 8);
    assert_true(race->accesses[1].before);
    assert_int_equal(race->accesses[1].op, FINDING_OP_WRITE);
    assert_int_equal(race->accesses[1].thread, 1);
    assert_int_equal(race->thread_count, 2);
    place = finding_stack_place(&finding_thread_of(race, 1)->created);
    assert_string_equal(place->function, "main");
    assert_int_equal(place->line, 21);
    helgrind_report_release(&report);
}

static void a_cut_error_is_kept(void **state)
{
    (void)state;
    struct helgrind_report whole, cut;
    read_file("race_global.xml", SIZE_MAX, &whole);
    size_t size = 0;
    char *text;
    assert_int_equal(file_read(RACELAB_TEST_DATA "/helgrind/race_global.xml", &text, &size), 0);
    size_t begin = (size_t)(strstr(text, "<error>") - text);
    free(text);
    read_file("race_global.xml", begin + 600, &cut);
    assert_non_null(cut.failure);
    assert_false(cut.finished);
    assert_int_equal(cut.findings.count, 1);
    assert_int_equal(cut.findings.items[0].kind, FINDING_DATA_RACE);
    assert_int_equal(strlen(cut.findings.items[0].text), 600);
    assert_memory_equal(cut.findings.items[0].text, whole.findings.items[0].text, 600);
    helgrind_report_release(&whole);
    helgrind_report_release(&cut);
}

static void cut_everywhere(const char *path, const char *text, size_t size)
{
    (void)path;
    for (size_t cut = 0; cut <= size; cut += cut < 64 ? 1 : 3) {
        struct helgrind_report report;
        char *exact = malloc(cut > 0 ? cut : 1);
        memcpy(exact, text, cut);
        helgrind_report_read(exact, cut, &report);
        assert_true(report.failure != NULL || cut + 2 >= size);
        helgrind_report_release(&report);
        free(exact);
    }
}

static void a_report_may_end_anywhere(void **state)
{
    (void)state;
    stored_each(RACELAB_TEST_DATA "/helgrind", ".xml", cut_everywhere);
}

static void what_is_no_xml_is_a_failure(void **state)
{
    (void)state;
    struct helgrind_report report;
    helgrind_report_read("", 0, &report);
    assert_non_null(report.failure);
    helgrind_report_release(&report);
    helgrind_report_read("valgrind: oops\n", 15, &report);
    assert_non_null(report.failure);
    helgrind_report_release(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_read_whole),
        cmocka_unit_test(a_race_names_both_threads_and_the_object),
        cmocka_unit_test(a_cut_error_is_kept),
        cmocka_unit_test(a_report_may_end_anywhere),
        cmocka_unit_test(what_is_no_xml_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

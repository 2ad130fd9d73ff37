/* What `racelab tsan` prints, from data made by hand: nothing runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "judge/memory.h"
#include "report/witness_report.h"
#include "stored.h"

#define GOLDEN RACELAB_TEST_DATA "/../golden/findings/"

static struct variant racy = {
    .lab = "counter", .name = "unsynchronized", .source = "/src/labs/counter/unsynchronized.c"};
static struct variant fixed = {
    .lab = "counter", .name = "mutex", .source = "/src/fixes/counter/mutex.c", .fixed = true};

static void add_frame(struct finding_stack *stack, const char *function, const char *file,
                      long line)
{
    struct finding_frame *frame = finding_stack_add(stack);
    frame->function = memory_copy_text(function);
    frame->file = memory_copy_text(file);
    frame->line = line;
}

static void add_race(struct finding_list *list)
{
    struct finding finding;
    finding_init(&finding, FINDING_DATA_RACE, "raw", 3);
    finding.object.memory = FINDING_MEMORY_GLOBAL;
    finding.object.name = memory_copy_text("counter");
    struct finding_access *access = finding_add_access(&finding, FINDING_OP_WRITE);
    access->size = 8;
    access->thread = 2;
    add_frame(&access->stack, "add", racy.source, 15);
    add_frame(&access->stack, "play", "/src/harness/stress/crew.c", 72);
    finding_list_add(list, &finding);
}

static void fill(struct witness_report *report)
{
    *report = (struct witness_report){.witness = "tsan",
                                      .lab = "counter",
                                      .tool_count = 2,
                                      .tools = {"clang", "gcc"},
                                      .threads = 300,
                                      .warning = "silence means nothing here",
                                      .count = 2};
    report->rows = memory_resize(NULL, 2, sizeof *report->rows);
    report->rows[0] = (struct witness_row){
        .variant = &racy,
        .expected = FINDING_DATA_RACE,
        .count = 2,
        .results = {{.verdict = VERDICT_CAUGHT, .runs = 3, .caught = 2, .seconds = 1.5},
                    {.verdict = VERDICT_UNAVAILABLE,
                     .runs = 3,
                     .reason = memory_copy_text("cannot start 'x'"),
                     .complaint = memory_copy_text("no answer: unavailable")}}};
    add_race(&report->rows[0].results[0].findings);
    report->rows[1] = (struct witness_row){
        .variant = &fixed,
        .expected = FINDING_NONE,
        .count = 2,
        .results = {{.verdict = VERDICT_CLEAN, .runs = 3}, {.verdict = VERDICT_CLEAN, .runs = 3}}};
}

static void a_line_per_variant_then_the_findings(void **state)
{
    (void)state;
    struct witness_report report;
    const struct terminal terminal = {.width = 90};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fill(&report);
    witness_text_head(out, &report, &terminal);
    for (size_t i = 0; i < report.count; i++)
        witness_text_row(out, &report, &report.rows[i], &terminal);
    witness_text_foot(out, &report, &terminal);
    fclose(out);
    assert_true(stored_equals(GOLDEN "witness.txt", text));
    free(text);
    witness_report_release(&report);
}

static void json_holds_results_and_findings(void **state)
{
    (void)state;
    struct witness_report report;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fill(&report);
    assert_int_equal(witness_json(out, &report), 0);
    fclose(out);
    assert_true(stored_equals(GOLDEN "witness.json", text));
    free(text);
    witness_report_release(&report);
}

static void the_whole_weighs_its_parts(void **state)
{
    (void)state;
    struct witness_report report;
    fill(&report);
    assert_int_equal(witness_row_verdict(&report.rows[0]), VERDICT_CAUGHT);
    assert_int_equal(witness_row_verdict(&report.rows[1]), VERDICT_CLEAN);
    assert_int_equal(witness_report_verdict(&report), VERDICT_CAUGHT);
    assert_false(witness_report_as_expected(&report));
    free(report.rows[0].results[1].complaint);
    report.rows[0].results[1].complaint = NULL;
    assert_true(witness_report_as_expected(&report));
    report.partial = true;
    assert_false(witness_report_as_expected(&report));
    witness_report_release(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_per_variant_then_the_findings),
        cmocka_unit_test(json_holds_results_and_findings),
        cmocka_unit_test(the_whole_weighs_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

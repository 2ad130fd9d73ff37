/* How runs under a sanitizer end, with a shell in the place of the lab: each
 * end has its verdict, and what could not be read is kept. And how findings are
 * compared with what a variant says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "sanitize/expectation.h"
#include "sanitize/launch.h"

static struct sanitizer_run run_script(const char *script, double seconds)
{
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    const struct sanitizer_job job = {
        .sanitizer = SANITIZER_TSAN_GCC, .argv = argv, .seconds = seconds};
    struct sanitizer_run run;
    sanitizer_launch(&job, &run);
    return run;
}

static void assert_end(const char *script, enum verdict verdict, const char *reason)
{
    struct sanitizer_run run = run_script(script, 20);
    assert_string_equal(verdict_name(run.verdict), verdict_name(verdict));
    if (reason != NULL)
        assert_non_null(strstr(run.reason, reason));
    sanitizer_run_release(&run);
}

static void every_end_has_its_verdict(void **state)
{
    (void)state;
    assert_end("exit 0", VERDICT_CLEAN, NULL);
    assert_end("exit 1", VERDICT_CLEAN, NULL); /* a lab whose trials went wrong, unreported */
    assert_end("echo cannot create thread 9 >&2; exit 4", VERDICT_UNAVAILABLE,
               "cannot create thread 9");
    assert_end("exit 2", VERDICT_INCONCLUSIVE, "2");
}

static void giving_up_is_never_clean(void **state)
{
    (void)state;
    assert_end("echo 'FATAL: ThreadSanitizer: unexpected memory mapping 0x1-0x2' >&2; exit 66",
               VERDICT_UNAVAILABLE, "unexpected memory mapping");
    assert_end("echo 'ThreadSanitizer: Thread limit (8128 threads) exceeded. Dying.' >&2; exit 66",
               VERDICT_UNSUPPORTED, "Thread limit");
}

static void assert_one_finding(const struct sanitizer_run *run, enum finding_kind kind)
{
    assert_int_equal(run->verdict, VERDICT_CAUGHT);
    assert_int_equal(run->findings.count, 1);
    assert_int_equal(run->findings.items[0].kind, kind);
}

static void an_unread_report_is_kept(void **state)
{
    (void)state;
    struct sanitizer_run run = run_script("echo nobody knows this >&2; exit 66", 20);
    assert_one_finding(&run, FINDING_OTHER);
    assert_string_equal(run.findings.items[0].text, "nobody knows this\n");
    sanitizer_run_release(&run);
}

static void a_hang_is_killed_and_told(void **state)
{
    (void)state;
    struct sanitizer_run run = run_script("trap '' TERM INT ALRM; sleep 60 & wait; sleep 60", 0.5);
    assert_one_finding(&run, FINDING_HANG);
    assert_true(run.seconds < 10);
    sanitizer_run_release(&run);
}

static void a_crash_is_told(void **state)
{
    (void)state;
    struct sanitizer_run run = run_script("echo last words >&2; kill -SEGV $$", 20);
    assert_one_finding(&run, FINDING_CRASH);
    assert_string_equal(run.findings.items[0].text, "last words\n");
    sanitizer_run_release(&run);
}

/* TSan's way: the report goes to log_path.PID, as the options say. */
static void reports_are_read_from_the_log(void **state)
{
    (void)state;
    static const char script[] =
        "log=${TSAN_OPTIONS##*log_path=}; log=${log#\\\"}; log=${log%\\\"}\n"
        "echo 'WARNING: ThreadSanitizer: thread leak (pid=1)' >$log.1\n"
        "echo '  Thread T7 (tid=3, finished) created by main thread at:' >>$log.1\n"
        "exit 66";
    struct sanitizer_run run = run_script(script, 20);
    assert_one_finding(&run, FINDING_THREAD_LEAK);
    assert_int_equal(run.findings.items[0].threads[0].id, 7);
    sanitizer_run_release(&run);
}

static void a_missing_program_is_told(void **state)
{
    (void)state;
    const char *const argv[] = {"/no/such/program", NULL};
    const struct sanitizer_job job = {
        .sanitizer = SANITIZER_TSAN_CLANG, .argv = argv, .seconds = 5};
    struct sanitizer_run run;
    sanitizer_launch(&job, &run);
    assert_int_equal(run.verdict, VERDICT_UNAVAILABLE);
    assert_non_null(strstr(run.reason, "cannot start '/no/such/program'"));
    sanitizer_run_release(&run);
}

/* A source with a marker on line 2, and a race on the given line of it. */
static char source[] = "/tmp/racelab-source-XXXXXX";

static int write_source(void **state)
{
    (void)state;
    int fd = mkstemp(source);
    FILE *file = fdopen(fd, "w");
    fputs("int x;\nx++; /* expect: data race */\n", file);
    return fclose(file);
}

static int remove_source(void **state)
{
    (void)state;
    return unlink(source);
}

static char *complaint_of(enum finding_kind kind, long line, enum finding_kind expected)
{
    struct finding_list list = {0};
    struct finding finding;
    finding_init(&finding, kind, "", 0);
    struct finding_access *access = finding_add_access(&finding, FINDING_OP_WRITE);
    struct finding_frame *frame = finding_stack_add(&access->stack);
    frame->file = strdup(line > 0 ? source : "/elsewhere.c");
    frame->line = line > 0 ? line : 1;
    finding_list_add(&list, &finding);
    const struct expectation expectation = {.kind = expected, .source = source};
    char *complaint = expectation_complaint(&expectation, VERDICT_CAUGHT, &list);
    finding_list_release(&list);
    return complaint;
}

static void assert_complaint(enum finding_kind kind, long line, enum finding_kind expected,
                             const char *wanted)
{
    char *complaint = complaint_of(kind, line, expected);
    if (wanted == NULL)
        assert_null(complaint);
    else
        assert_string_equal(complaint, wanted);
    free(complaint);
}

static void expectations_ask_for_kind_and_line(void **state)
{
    (void)state;
    assert_complaint(FINDING_DATA_RACE, 2, FINDING_DATA_RACE, NULL);
    assert_complaint(FINDING_DATA_RACE, 1, FINDING_DATA_RACE,
                     "a data race on line 1, which is not marked");
    assert_complaint(FINDING_DATA_RACE, 0, FINDING_DATA_RACE,
                     "a data race outside the variant's file");
    assert_complaint(FINDING_THREAD_LEAK, 2, FINDING_DATA_RACE, "a thread leak was not expected");
    assert_complaint(FINDING_DATA_RACE, 2, FINDING_NONE, "a data race was not expected");
}

static void expectations_ask_for_an_answer(void **state)
{
    (void)state;
    const struct finding_list none = {0};
    const struct expectation race = {.kind = FINDING_DATA_RACE, .source = source};
    const struct expectation some_runs = {
        .kind = FINDING_DATA_RACE, .may_miss = true, .source = source};
    const struct expectation nothing = {.source = source};
    assert_null(expectation_complaint(&nothing, VERDICT_CLEAN, &none));
    char *complaint = expectation_complaint(&race, VERDICT_CLEAN, &none);
    assert_string_equal(complaint, "no data race was reported");
    free(complaint);
    assert_null(expectation_complaint(&some_runs, VERDICT_CLEAN, &none));
    complaint = expectation_complaint(&nothing, VERDICT_UNAVAILABLE, &none);
    assert_string_equal(complaint, "no answer: unavailable");
    free(complaint);
}

static void a_lab_that_hangs_may_do_so(void **state)
{
    (void)state;
    struct finding_list list = {0};
    struct finding hang;
    finding_init(&hang, FINDING_HANG, "", 0);
    finding_list_add(&list, &hang);
    const struct expectation hangs = {.source = source, .hangs = true};
    const struct expectation ends = {.source = source};
    assert_null(expectation_complaint(&hangs, VERDICT_CAUGHT, &list));
    char *complaint = expectation_complaint(&ends, VERDICT_CAUGHT, &list);
    assert_string_equal(complaint, "a hang was not expected");
    free(complaint);
    finding_list_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_end_has_its_verdict),
        cmocka_unit_test(giving_up_is_never_clean),
        cmocka_unit_test(an_unread_report_is_kept),
        cmocka_unit_test(a_hang_is_killed_and_told),
        cmocka_unit_test(a_crash_is_told),
        cmocka_unit_test(reports_are_read_from_the_log),
        cmocka_unit_test(a_missing_program_is_told),
        cmocka_unit_test(expectations_ask_for_kind_and_line),
        cmocka_unit_test(expectations_ask_for_an_answer),
        cmocka_unit_test(a_lab_that_hangs_may_do_so),
    };
    return cmocka_run_group_tests(tests, write_source, remove_source);
}

#include "sanitize/launch.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "process/child.h"
#include "sanitize/file.h"
#include "sanitize/read_helgrind.h"
#include "sanitize/read_tsan.h"
#include "sanitize/tsan_options.h"

const char *sanitizer_flavour(enum sanitizer sanitizer)
{
    static const char *const flavours[] = {
#define X(name, flavour, text) flavour,
        SANITIZERS(X)
#undef X
    };
    return (unsigned)sanitizer < SANITIZER_COUNT ? flavours[sanitizer] : "?";
}

const char *sanitizer_name(enum sanitizer sanitizer)
{
    static const char *const names[] = {
#define X(name, flavour, text) text,
        SANITIZERS(X)
#undef X
    };
    return (unsigned)sanitizer < SANITIZER_COUNT ? names[sanitizer] : "?";
}

static void decide(struct sanitizer_run *run, enum verdict verdict, char *reason)
{
    run->verdict = verdict;
    run->reason = reason;
}

/* The program's own end as a finding: no tool reports it. */
static void add_end(struct sanitizer_run *run, const struct child_result *child,
                    enum finding_kind kind)
{
    char words[128];
    struct finding finding;
    finding_init(&finding, kind, child->errors, child->errors_size);
    finding.title = memory_copy_text(child_end_text(child, words, sizeof words));
    finding_list_add(&run->findings, &finding);
}

static bool has_crash(const struct finding_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == FINDING_CRASH)
            return true;
    }
    return false;
}

static char *last_line(const char *text)
{
    size_t end = strlen(text);
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == ' '))
        end--;
    size_t begin = end;
    while (begin > 0 && text[begin - 1] != '\n')
        begin--;
    return memory_copy(text + begin, end - begin);
}

/* "exited with 4: cannot create thread 9001" */
static char *end_reason(const struct child_result *child)
{
    char words[128];
    child_end_text(child, words, sizeof words);
    char *line = last_line(child->errors);
    char *reason = memory_print("%s%s%s", words, *line == '\0' ? "" : ": ", line);
    free(line);
    return reason;
}

/* A lab's binary ends with 0 or 1, whether its trials went well or not. */
static void judge_exit(const struct sanitizer_job *job, const struct child_result *child,
                       struct sanitizer_run *run)
{
    if (run->findings.count > 0)
        decide(run, VERDICT_CAUGHT, NULL);
    else if (job->any_exit || child->code == 0 || child->code == 1)
        decide(run, VERDICT_CLEAN, NULL);
    else if (child->code == 4)
        decide(run, VERDICT_UNAVAILABLE, end_reason(child));
    else
        decide(run, VERDICT_INCONCLUSIVE, end_reason(child));
}

static void judge_start(const struct child_result *child, const char *program,
                        struct sanitizer_run *run)
{
    decide(run, VERDICT_UNAVAILABLE,
           memory_print("cannot start '%s': %s", program, strerror(child->code)));
}

/* Whoever names a time limit judges by it; who exceeds one that nobody named may be slow. */
static void judge_slow(const struct sanitizer_job *job, struct sanitizer_run *run)
{
    decide(run, run->findings.count > 0 ? VERDICT_CAUGHT : VERDICT_INCONCLUSIVE,
           memory_print("did not end within %g s; '--timeout' says how long it may take",
                        job->seconds));
}

static void judge_hang(const struct child_result *child, struct sanitizer_run *run)
{
    add_end(run, child, FINDING_HANG);
    decide(run, VERDICT_CAUGHT, NULL);
}

static void judge_end(const struct sanitizer_job *job, const struct child_result *child,
                      const char *program, struct sanitizer_run *run)
{
    switch (child->end) {
    case CHILD_NOT_STARTED:
        judge_start(child, program, run);
        break;
    case CHILD_INTERRUPTED:
        decide(run, run->findings.count > 0 ? VERDICT_CAUGHT : VERDICT_INCONCLUSIVE,
               memory_copy_text("interrupted"));
        break;
    case CHILD_TIMED_OUT:
        if (job->guessed)
            judge_slow(job, run);
        else
            judge_hang(child, run);
        break;
    case CHILD_STILL:
        judge_hang(child, run);
        break;
    case CHILD_EXHAUSTED:
        decide(run, run->findings.count > 0 ? VERDICT_CAUGHT : VERDICT_INCONCLUSIVE,
               memory_copy_text("the program took too much memory"));
        break;
    case CHILD_SIGNALLED:
        if (!has_crash(&run->findings))
            add_end(run, child, FINDING_CRASH);
        decide(run, VERDICT_CAUGHT, NULL);
        break;
    case CHILD_EXITED:
        judge_exit(job, child, run);
        break;
    }
}

/* TSan gave up: its silence is no answer. A layout it cannot work with is the
 * machine's, any other limit is the program's to keep. */
static void judge_failure(const char *failure, struct sanitizer_run *run)
{
    bool mapping =
        strstr(failure, "memory mapping") != NULL || strstr(failure, "memory layout") != NULL;
    free(run->reason);
    decide(run, mapping ? VERDICT_UNAVAILABLE : VERDICT_UNSUPPORTED,
           memory_print("ThreadSanitizer gave up: %s", failure));
}

/* TSan says by its exit code that it reported something that was not read. */
static void keep_unread(const struct child_result *child, const char *text, size_t size,
                        struct sanitizer_run *run)
{
    struct finding finding;
    if (child->end != CHILD_EXITED || child->code != TSAN_EXIT_CODE || run->findings.count > 0)
        return;
    finding_init(&finding, FINDING_OTHER, text, size);
    finding.title = memory_copy_text("a report that could not be read");
    finding_list_add(&run->findings, &finding);
}

static char *joined(const struct child_result *child, const char *log, size_t *size)
{
    char *all = memory_resize(NULL, child->errors_size + *size + 1, 1);
    memcpy(all, child->errors, child->errors_size);
    memcpy(all + child->errors_size, log, *size + 1);
    *size += child->errors_size;
    return all;
}

/* Before it has read its options TSan writes to stderr, later to its log. */
static void read_tsan_run(const struct sanitizer_job *job, const struct child_result *child,
                          const char *folder, struct sanitizer_run *run)
{
    size_t size;
    struct tsan_report report;
    char *log = scratch_read(folder, "tsan.", &size);
    char *text = joined(child, log, &size);
    tsan_report_read(text, size, &report);
    run->findings = report.findings;
    report.findings = (struct finding_list){0};
    if (report.failure == NULL)
        keep_unread(child, text, size, run);
    judge_end(job, child, job->argv[0], run);
    if (report.failure != NULL && run->findings.count == 0)
        judge_failure(report.failure, run);
    tsan_report_release(&report);
    free(text);
    free(log);
}

static void run_child(const struct child_spec *spec, struct child_result *child,
                      struct sanitizer_run *run)
{
    if (child_run(spec, child) != 0)
        memory_exhausted();
    run->seconds = child->seconds;
}

static void launch_tsan(const struct sanitizer_job *job, const char *folder,
                        struct sanitizer_run *run)
{
    struct child_result child;
    char *symbolizer = job->sanitizer == SANITIZER_TSAN_CLANG ? tsan_symbolizer() : NULL;
    char *log_path = memory_print("%s/tsan", folder);
    char *options = tsan_options(getenv("TSAN_OPTIONS"), log_path, symbolizer);
    const struct child_spec spec = {.argv = job->argv,
                                    .environment = (const char *const[]){options, NULL},
                                    .seconds = job->seconds,
                                    .folder = job->where.folder,
                                    .input = job->where.input,
                                    .memory_limit = job->where.memory_limit,
                                    .still = &(struct stillness){.sanitized = true},
                                    .fixed_addresses = true};
    run_child(&spec, &child, run);
    read_tsan_run(job, &child, folder, run);
    child_result_release(&child);
    free(options);
    free(log_path);
    free(symbolizer);
}

static size_t count_of(const char *const *argv)
{
    size_t count = 0;
    while (argv[count] != NULL)
        count++;
    return count;
}

static void read_helgrind_run(const struct sanitizer_job *job, const struct child_result *child,
                              const char *folder, struct sanitizer_run *run)
{
    size_t size;
    struct helgrind_report report;
    char *xml = scratch_read(folder, "helgrind.", &size);
    helgrind_report_read(xml, size, &report);
    run->findings = report.findings;
    report.findings = (struct finding_list){0};
    judge_end(job, child, "valgrind", run);
    if (run->verdict == VERDICT_CLEAN && (report.failure != NULL || !report.finished))
        decide(run, VERDICT_INCONCLUSIVE,
               memory_copy_text(report.failure != NULL ? report.failure
                                                       : "helgrind did not see the program's end"));
    helgrind_report_release(&report);
    free(xml);
}

static void launch_helgrind(const struct sanitizer_job *job, const char *folder,
                            struct sanitizer_run *run)
{
    static const char *const options[] = {"valgrind",         "--tool=helgrind",
                                          "--xml=yes",        "-q",
                                          "--fair-sched=try", "--child-silent-after-fork=yes",
                                          "--vgdb=no"}; /* a killed run would leave its pipes */
    enum { OPTIONS = sizeof options / sizeof *options };
    /* Labs set no alarms; of other programs valgrind hides whether they do. */
    const struct stillness lab = {.no_alarm = true};
    struct child_result child;
    size_t count = count_of(job->argv);
    const char **argv = memory_resize(NULL, OPTIONS + count + 2, sizeof *argv);
    char *log = memory_print("--xml-file=%s/helgrind.xml", folder);
    memcpy(argv, options, sizeof options);
    argv[OPTIONS] = log;
    memcpy(argv + OPTIONS + 1, job->argv, (count + 1) * sizeof *argv);
    const struct child_spec spec = {.argv = argv,
                                    .seconds = job->seconds,
                                    .folder = job->where.folder,
                                    .input = job->where.input,
                                    .memory_limit = job->where.memory_limit,
                                    .still = job->any_exit ? NULL : &lab};
    run_child(&spec, &child, run);
    read_helgrind_run(job, &child, folder, run);
    child_result_release(&child);
    free(log);
    free(argv);
}

void sanitizer_launch(const struct sanitizer_job *job, struct sanitizer_run *run)
{
    *run = (struct sanitizer_run){.verdict = VERDICT_UNAVAILABLE};
    char *folder = scratch_make();
    if (folder == NULL) {
        run->reason = memory_print("cannot make a folder for reports: %s", strerror(errno));
        return;
    }
    if (job->sanitizer == SANITIZER_HELGRIND)
        launch_helgrind(job, folder, run);
    else
        launch_tsan(job, folder, run);
    scratch_remove(folder);
}

void sanitizer_run_release(struct sanitizer_run *run)
{
    finding_list_release(&run->findings);
    free(run->reason);
    *run = (struct sanitizer_run){0};
}

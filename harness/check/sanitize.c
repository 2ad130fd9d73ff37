/* ThreadSanitizer and helgrind, run by run until one of them reports. */
#include "build/cache_evict.h"
#include "check/invocation.h"
#include "check/witness.h"
#include "judge/memory.h"
#include "judge/weigh.h"
#include "process/interrupt.h"
#include "process/temporary.h"
#include "sanitize/launch.h"
#include "sanitize/relocate.h"
#include "stress/clock.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { RUNS = 5, INCREMENTS = 1000, HANG_FACTOR = 4, HELGRIND_LEAST = 5 /* seconds of a run */ };

/* One tool at work on one subject. */
struct bench {
    const struct subject *subject;
    const struct check_order *order;
    struct sanitizer_job job;
    struct invocation invocation; /* of a lab */
    const char **call;            /* of a program */
    char *folder;                 /* where it runs; NULL: here */
};

static enum sanitizer tool_of(enum witness witness)
{
    return witness == WITNESS_TSAN_CLANG ? SANITIZER_TSAN_CLANG
           : witness == WITNESS_TSAN_GCC ? SANITIZER_TSAN_GCC
                                         : SANITIZER_HELGRIND;
}

static long first_of(long one, long two, long three, long four)
{
    return one > 0 ? one : two > 0 ? two : three > 0 ? three : four;
}

static void prepare_lab(struct bench *bench, const char *binary)
{
    const struct variant *variant = &bench->subject->described;
    const struct check_order *order = bench->order;
    invocation_init(
        &bench->invocation, binary,
        first_of(order->threads, variant->watched.threads, variant->defaults.threads, 2),
        first_of(order->increments, variant->watched.increments, variant->defaults.increments,
                 INCREMENTS),
        bench->job.sanitizer != SANITIZER_HELGRIND);
    bench->job.argv = bench->invocation.argv;
    if (variant->hang_seconds > 0 && order->timeout <= 0)
        bench->job.seconds = HANG_FACTOR * (double)variant->hang_seconds;
}

static void prepare_program(struct bench *bench, const char *binary)
{
    bench->call = witness_call(binary, bench->order);
    bench->folder = bench->order->here ? NULL : temporary_template("run");
    if (bench->folder && !mkdtemp(bench->folder)) {
        free(bench->folder);
        bench->folder = NULL;
    }
    bench->job.argv = bench->call;
    bench->job.any_exit = true;
    bench->job.where = (struct child_spec){
        .folder = bench->folder, .input = bench->order->input, .memory_limit = witness_memory()};
}

static void bench_release(struct bench *bench)
{
    if (bench->folder)
        cache_remove(bench->folder);
    free(bench->folder);
    free(bench->call);
}

/* Runs until something is reported, a run gives no answer, or time is short. */
static void run_all(struct bench *bench, struct testimony *testimony, char **reason)
{
    double until = clock_seconds() + bench->order->budget / 6;
    long most = bench->job.sanitizer == SANITIZER_HELGRIND ? 1 : RUNS;
    do {
        struct sanitizer_run run;
        if (bench->folder) {
            cache_remove(bench->folder);
            mkdir(bench->folder, 0700);
        }
        sanitizer_launch(&bench->job, &run);
        if (bench->subject->is_lab)
            relocate_findings(&run.findings, bench->subject->source);
        testimony->runs++;
        testimony->seconds += run.seconds;
        testimony->verdict = run.verdict;
        testimony->findings = run.findings;
        *reason = run.reason;
        run.findings = (struct finding_list){0};
        run.reason = NULL;
        sanitizer_run_release(&run);
    } while (testimony->verdict == VERDICT_CLEAN && testimony->runs < most &&
             clock_seconds() < until && !interrupt_requested());
}

/* "data race on counter, bank.c:12 and bank.c:20" */
static char *tell_finding(const struct finding *finding)
{
    const struct finding_frame *one = finding_place(finding), *two = NULL;
    if (finding->access_count > 1)
        two = finding_stack_place(&finding->accesses[1].stack);
    const char *name = finding->object.name ? finding->object.name : "";
    char *places = memory_copy_text("");
    if (one && one->file) {
        const char *slash = strrchr(one->file, '/');
        free(places);
        places = two && two->line != one->line
                     ? memory_print(", %s:%ld and %ld", slash ? slash + 1 : one->file, one->line,
                                    two->line)
                     : memory_print(", %s:%ld", slash ? slash + 1 : one->file, one->line);
    }
    bool own = finding->kind == FINDING_OTHER || finding->kind == FINDING_HANG ||
               finding->kind == FINDING_CRASH;
    char *text = memory_print("%s%s%s%s%s%s", finding_kind_name(finding->kind),
                              name[0] ? " on " : "", name, own && finding->title ? ": " : "",
                              own && finding->title ? finding->title : "", places);
    free(places);
    return text;
}

static const struct finding *gravest(const struct finding_list *findings)
{
    const struct finding *worst = NULL;
    for (size_t i = 0; i < findings->count; i++)
        if (!worst || finding_gravity(findings->items[i].kind) < finding_gravity(worst->kind))
            worst = &findings->items[i];
    return worst;
}

static char *tell(const struct testimony *testimony, const char *reason)
{
    const struct finding *worst = gravest(&testimony->findings);
    const char *plural = testimony->runs == 1 ? "" : "s";
    if (testimony->verdict == VERDICT_CLEAN)
        return memory_print("nothing in %ld run%s", testimony->runs, plural);
    if (!worst)
        return memory_copy_text(reason ? reason : "no answer");
    char *what = tell_finding(worst);
    size_t more = testimony->findings.count - 1;
    char *text = more ? memory_print("%s; %zu more", what, more) : memory_copy_text(what);
    free(what);
    return text;
}

/* By a lab's own word, as where helgrind would judge the libraries instead. */
static bool cannot_judge(const struct subject *subject, enum witness witness)
{
    const struct lab_expectations *expect = &subject->described.expect;
    return subject->is_lab &&
           (witness == WITNESS_HELGRIND ? expect->helgrind : expect->tsan) == FINDING_UNSUPPORTED;
}

/* valgrind alone takes seconds to begin on a busy machine. */
static double patience(const struct check_order *order, enum witness witness)
{
    double seconds = witness_patience(order);
    bool slow = witness == WITNESS_HELGRIND && order->timeout <= 0;
    return slow && seconds < HELGRIND_LEAST ? HELGRIND_LEAST : seconds;
}

void witness_sanitizer(const struct subject *subject, const struct check_order *order,
                       struct testimony *testimony)
{
    enum build_flavour flavour = subject_flavour(testimony->witness);
    struct bench bench = {.subject = subject,
                          .order = order,
                          .job = {.sanitizer = tool_of(testimony->witness),
                                  .guessed = order->timeout <= 0 && !subject->is_lab,
                                  .seconds = patience(order, testimony->witness)}};
    char *reason = NULL, *valgrind = NULL;
    if (cannot_judge(subject, testimony->witness)) {
        testimony->verdict = VERDICT_UNSUPPORTED;
        testimony->evidence = memory_copy_text("cannot judge this lab, which says so itself");
        return;
    }
    if (!subject->binaries[flavour]) {
        testimony->verdict = VERDICT_UNAVAILABLE;
        testimony->evidence = memory_copy_text(subject->reasons[flavour]);
        return;
    }
    if (testimony->witness == WITNESS_HELGRIND &&
        (valgrind = build_find_program("valgrind")) == NULL) {
        testimony->verdict = VERDICT_UNAVAILABLE;
        testimony->evidence = memory_copy_text("valgrind is not installed");
        return;
    }
    free(valgrind);
    if (subject->is_lab)
        prepare_lab(&bench, subject->binaries[flavour]);
    else
        prepare_program(&bench, subject->binaries[flavour]);
    run_all(&bench, testimony, &reason);
    testimony->evidence = tell(testimony, reason);
    free(reason);
    bench_release(&bench);
}

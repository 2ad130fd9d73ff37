#include "check/program_runs.h"
#include "build/cache_evict.h"
#include "check/ending.h"
#include "check/witness.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "process/orphans.h"
#include "process/temporary.h"
#include "report/number.h"
#include "report/utf8.h"
#include "stress/clock.h"
#include "stress/statistics.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RUNS = 1000, HANGS = 2, KEPT_BYTES = 1 << 20, SAMPLE = 48 };
enum { QUICK_FACTOR = 50 }; /* a run hangs that takes so many times as long as the first */

/* A program at work, again and again. */
struct runs {
    const struct check_order *order;
    const char **call;
    char *folder; /* where it runs; NULL: here */
    double patience;
    struct endings endings;
    long hung;
};

double witness_patience(const struct check_order *order)
{
    return order->timeout > 0 ? order->timeout : order->budget / 6;
}

const char **witness_call(const char *binary, const struct check_order *order)
{
    size_t count = 0;
    while (order->arguments && order->arguments[count])
        count++;
    const char **call = memory_resize(NULL, count + 2, sizeof *call);
    call[0] = binary;
    for (size_t i = 0; i < count; i++)
        call[i + 1] = order->arguments[i];
    call[count + 1] = NULL;
    return call;
}

size_t witness_memory(void)
{
    long mebibytes;
    const char *wished = getenv("RACELAB_MEMORY_MIB");
    if (wished && option_read_count(wished, 1, 1L << 30, &mebibytes))
        return (size_t)mebibytes << 20;
    return (size_t)sysconf(_SC_PHYS_PAGES) / 2 * (size_t)sysconf(_SC_PAGESIZE);
}

static bool run_once(struct runs *runs)
{
    struct child_result result;
    const struct child_spec spec = {.argv = runs->call,
                                    .seconds = runs->patience,
                                    .folder = runs->folder,
                                    .input = runs->order->input,
                                    .memory_limit = witness_memory(),
                                    .still = &(struct stillness){0},
                                    .output_limit = KEPT_BYTES};
    if (runs->folder) {
        cache_remove(runs->folder); /* what the last run left */
        mkdir(runs->folder, 0700);
    }
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    orphans_end();
    bool goes_on = result.end != CHILD_INTERRUPTED && result.end != CHILD_NOT_STARTED;
    if (goes_on)
        endings_add(&runs->endings, &result, !runs->order->any_output);
    runs->hung += child_hung(result.end);
    if (runs->endings.runs == 1 && result.end == CHILD_EXITED && runs->order->timeout <= 0) {
        double quick = 2 + QUICK_FACTOR * result.seconds;
        runs->patience = quick < runs->patience ? quick : runs->patience;
    }
    goes_on = goes_on && result.end != CHILD_EXHAUSTED && runs->hung < HANGS;
    child_result_release(&result);
    return goes_on;
}

static void run_all(struct runs *runs)
{
    double seconds = runs->order->budget / 20;
    double until = clock_seconds() + (seconds < 3 ? seconds : 3);
    while (run_once(runs) && runs->endings.runs < RUNS && !interrupt_requested() &&
           clock_seconds() < until)
        ;
}

static void add(struct testimony *testimony, enum finding_kind kind, const char *title,
                const char *text)
{
    struct finding finding;
    finding_init(&finding, kind, text, strlen(text));
    finding.title = memory_copy_text(title);
    finding_list_add(&testimony->findings, &finding);
}

/* glibc: "PROGRAM: FILE:LINE: FUNCTION: Assertion `TEXT' failed." */
static bool add_assertion(struct testimony *testimony, const struct ending *ending)
{
    const char *words = strstr(ending->errors, ": Assertion `");
    char file[256], function[256];
    long line = 0;
    if (!words)
        return false;
    const char *begin = words;
    while (begin > ending->errors && begin[-1] != '\n')
        begin--;
    begin = strstr(begin, ": ") ? strstr(begin, ": ") + 2 : begin;
    words += 2;
    char *title = memory_copy(words, strcspn(words, "\n"));
    add(testimony, FINDING_ASSERTION, title, ending->errors);
    struct finding *finding = &testimony->findings.items[testimony->findings.count - 1];
    if (sscanf(begin, "%255[^:]:%ld: %255[^:]:", file, &line, function) == 3) {
        struct finding_access *access = finding_add_access(finding, FINDING_OP_UNKNOWN);
        struct finding_frame *frame = finding_stack_add(&access->stack);
        frame->file = memory_copy_text(file);
        frame->function = memory_copy_text(function);
        frame->line = line;
    }
    free(title);
    return true;
}

/* "3 of 1,000 runs" */
static char *share(long count, const struct endings *endings)
{
    char part[NUMBER_MAX], whole[NUMBER_MAX];
    return memory_print("%s of %s run%s", number_count(count, part, sizeof part),
                        number_count(endings->runs, whole, sizeof whole),
                        endings->runs == 1 ? "" : "s");
}

static char *end_of(const struct ending *ending)
{
    char text[128];
    const struct child_result result = {.end = ending->end, .code = ending->code};
    if (ending->end == CHILD_TIMED_OUT)
        return memory_copy_text("did not end");
    return memory_copy_text(child_end_text(&result, text, sizeof text));
}

/* A crash or a hang. */
static void tell_bad_end(struct testimony *testimony, const struct endings *endings,
                         const struct ending *ending)
{
    char *part = share(ending->count, endings), *end = end_of(ending);
    bool asserted = ending->end == CHILD_SIGNALLED && ending->code == SIGABRT &&
                    add_assertion(testimony, ending);
    if (!asserted)
        add(testimony, child_hung(ending->end) ? FINDING_HANG : FINDING_CRASH, end, ending->errors);
    const char *title = testimony->findings.items[testimony->findings.count - 1].title;
    char *evidence = memory_print("%s%s%s: %s", testimony->evidence ? testimony->evidence : "",
                                  testimony->evidence ? "; " : "", part, asserted ? title : end);
    free(testimony->evidence);
    testimony->evidence = evidence;
    testimony->verdict = VERDICT_CAUGHT;
    free(part);
    free(end);
}

/* No run has ended, and nobody has said how long one may take. */
static bool is_late(const struct check_order *order, const struct endings *endings)
{
    return order->timeout <= 0 && endings->count == 1 && endings->items[0].end == CHILD_TIMED_OUT;
}

static void tell_late(struct testimony *testimony, double patience)
{
    testimony->verdict = VERDICT_INCONCLUSIVE;
    testimony->evidence =
        memory_print("no run ended within %g s; '--timeout' says how long it may take", patience);
}

/* What distinguishes an end from another, for a person. */
static char *tell_end(const struct ending *ending, const struct ending *other)
{
    char line[512];
    if (ending->code != other->code)
        return end_of(ending);
    ending_differs(ending, other, line, sizeof line);
    char *clean = utf8_clean(line, strlen(line)), *cut = utf8_cut_end(clean, SAMPLE);
    char *text = line[0] ? memory_print("\"%s\"", cut) : memory_copy_text("less is printed");
    free(cut);
    free(clean);
    return text;
}

/* Runs that ended, but not alike. */
static void tell_difference(struct testimony *testimony, const struct endings *endings)
{
    const struct ending *usual = endings_usual(endings), *other = NULL;
    size_t kinds = 0;
    for (size_t i = 0; i < endings->count; i++) {
        const struct ending *ending = &endings->items[i];
        if (ending->end != CHILD_EXITED)
            continue;
        kinds++;
        if (ending != usual && (!other || ending->count > other->count))
            other = ending;
    }
    if (!other || usual->end != CHILD_EXITED)
        return;
    char *one = tell_end(usual, other), *two = tell_end(other, usual);
    char *part = share(usual->count, endings);
    char *evidence = memory_print("runs end differently: %s in %s, %s in %ld%s", one, part, two,
                                  other->count, kinds > 2 ? ", and more" : "");
    add(testimony, FINDING_WRONG_OUTCOME, evidence, other->output);
    if (!testimony->evidence)
        testimony->evidence = memory_copy_text(evidence);
    testimony->verdict = VERDICT_CAUGHT;
    free(evidence);
    free(part);
    free(one);
    free(two);
}

static void tell_alike(struct testimony *testimony, const struct endings *endings)
{
    const struct ending *usual = endings_usual(endings);
    char number[NUMBER_MAX];
    number_count(endings->runs, number, sizeof number);
    testimony->verdict = VERDICT_CLEAN;
    if (!usual) {
        testimony->verdict = VERDICT_INCONCLUSIVE;
        testimony->evidence = memory_copy_text("it was not run");
    } else if (usual->end == CHILD_EXHAUSTED) {
        testimony->verdict = VERDICT_INCONCLUSIVE;
        testimony->evidence = memory_copy_text("the program took too much memory");
    } else if (usual->code != 0) {
        testimony->evidence =
            memory_print("%s runs, all alike; every one exited with %d", number, usual->code);
    } else {
        testimony->evidence = memory_print(
            "%s run%s without a gate, all alike (otherwise rarer than %.2g %%)", number,
            endings->runs == 1 ? "" : "s", 100 * interval_of(0, (uint64_t)endings->runs).high);
    }
}

static void judge(struct testimony *testimony, const struct endings *endings)
{
    for (size_t i = 0; i < endings->count; i++)
        if (endings->items[i].end == CHILD_SIGNALLED || child_hung(endings->items[i].end))
            tell_bad_end(testimony, endings, &endings->items[i]);
    tell_difference(testimony, endings);
    if (testimony->verdict != VERDICT_CAUGHT)
        tell_alike(testimony, endings);
}

void program_runs(const char *binary, const struct check_order *order, struct testimony *testimony)
{
    struct runs runs = {.order = order, .patience = witness_patience(order)};
    double started = clock_seconds();
    runs.folder = order->here ? NULL : temporary_template("run");
    if (runs.folder && !mkdtemp(runs.folder)) {
        testimony->verdict = VERDICT_UNAVAILABLE;
        testimony->evidence = memory_print("cannot make a folder to run in: %s", strerror(errno));
        free(runs.folder);
        return;
    }
    runs.call = witness_call(binary, order);
    run_all(&runs);
    if (is_late(order, &runs.endings))
        tell_late(testimony, runs.patience);
    else
        judge(testimony, &runs.endings);
    testimony->runs = runs.endings.runs;
    testimony->seconds = clock_seconds() - started;
    if (runs.folder)
        cache_remove(runs.folder);
    endings_release(&runs.endings);
    free(runs.folder);
    free(runs.call);
}

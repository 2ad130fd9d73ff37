/* Stress: trials of a lab, or runs of a whole program. */
#include "check/program_runs.h"
#include "check/witness.h"
#include "judge/memory.h"
#include "report/number.h"
#include "report/run_table.h"
#include "stress/supervise.h"

#include <stdlib.h>
#include <string.h>

enum { TRIALS = 1000, INCREMENTS = 1000, CROWD = 8 };

static void say(struct testimony *testimony, enum verdict verdict, char *evidence)
{
    free(testimony->evidence);
    testimony->verdict = verdict;
    testimony->evidence = evidence;
}

static void add_outcome(struct testimony *testimony, enum finding_kind kind, const char *title)
{
    struct finding finding;
    finding_init(&finding, kind, title, strlen(title));
    finding.title = memory_copy_text(title);
    finding_list_add(&testimony->findings, &finding);
}

/* "993 of 1,000 trials wrong with 2 threads: 1 to 1,055 lost" */
static char *tell_bad(const struct stress_run *run)
{
    char bad[NUMBER_MAX], trials[NUMBER_MAX], least[NUMBER_MAX], most[NUMBER_MAX];
    const char *what = run->wrong ? "wrong" : run->hung ? "hung" : "crashed";
    number_count((long long)stress_run_bad(run), bad, sizeof bad);
    number_count((long long)run->trials, trials, sizeof trials);
    if (run->wrong == 0 || run->lost.max <= 1)
        return memory_print("%s of %s trials %s with %ld threads", bad, trials, what, run->threads);
    return memory_print("%s of %s trials wrong with %ld threads: %s to %s lost", bad, trials,
                        run->threads, number_count(run->lost.min, least, sizeof least),
                        number_count(run->lost.max, most, sizeof most));
}

static char *tell_clean(const struct stress_run *run)
{
    char trials[NUMBER_MAX];
    return memory_print("not seen in %s trials with %ld threads (rarer than %.2f %%)",
                        number_count((long long)run->trials, trials, sizeof trials), run->threads,
                        100 * run->interval.high);
}

static void judge_trials(const struct stress_run *run, struct testimony *testimony)
{
    char text[160];
    testimony->runs = (long)run->trials;
    switch (run->verdict) {
    case VERDICT_CAUGHT:
        say(testimony, VERDICT_CAUGHT, tell_bad(run));
        add_outcome(testimony,
                    run->wrong  ? FINDING_WRONG_OUTCOME
                    : run->hung ? FINDING_HANG
                                : FINDING_CRASH,
                    testimony->evidence);
        break;
    case VERDICT_UNAVAILABLE:
        say(testimony, VERDICT_UNAVAILABLE,
            memory_copy_text(run_refusal_text(run, text, sizeof text)));
        break;
    case VERDICT_CLEAN:
        say(testimony, VERDICT_CLEAN, tell_clean(run));
        break;
    default:
        say(testimony, run->verdict,
            memory_copy_text("not seen, but a race known to show did not show either"));
        break;
    }
}

static long first_of(long one, long two, long three)
{
    return one > 0 ? one : two > 0 ? two : three;
}

static void run_trials(const struct subject *subject, const struct check_order *order, long threads,
                       double seconds, struct testimony *testimony)
{
    const struct variant *variant = &subject->described;
    struct stress_run run;
    const struct tally_order trials = {
        .run = {.threads = threads,
                .increments =
                    first_of(order->increments, variant->defaults.increments, INCREMENTS)},
        .trials = TRIALS,
        .seconds_in_ns = (uint64_t)(seconds * 1e9),
        .pin = true,
        .canary = true,
        .seed = 1};
    const struct supervise_watch watch = {
        .hang_seconds = order->timeout > 0 ? order->timeout : (double)variant->hang_seconds};
    int failed = supervise(subject->binaries[BUILD_PLAIN], &trials, &watch, &run);
    if (failed != 0) {
        say(testimony, VERDICT_UNAVAILABLE, memory_copy_text(strerror(-failed)));
        return;
    }
    judge_trials(&run, testimony);
    stress_run_release(&run);
}

/* Two threads meet most often; a crowd shows what needs three. */
static void stress_lab(const struct subject *subject, const struct check_order *order,
                       struct testimony *testimony)
{
    const struct variant *variant = &subject->described;
    double seconds = order->budget / 60 < 1 ? order->budget / 60 : 1;
    long threads = first_of(order->threads, variant->defaults.threads, 2);
    run_trials(subject, order, threads, seconds, testimony);
    bool may_more = variant->max_threads == 0 || variant->max_threads >= CROWD;
    if (testimony->verdict == VERDICT_CLEAN && threads == 2 && order->threads == 0 && may_more)
        run_trials(subject, order, CROWD, seconds, testimony);
}

void witness_stress(const struct subject *subject, const struct check_order *order,
                    struct testimony *testimony)
{
    if (!subject->binaries[BUILD_PLAIN])
        say(testimony, VERDICT_UNAVAILABLE, memory_copy_text(subject->reasons[BUILD_PLAIN]));
    else if (subject->is_lab)
        stress_lab(subject, order, testimony);
    else
        program_runs(subject->binaries[BUILD_PLAIN], order, testimony);
}

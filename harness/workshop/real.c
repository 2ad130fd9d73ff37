#include "workshop/real.h"
#include "build/build.h"
#include "build/refusal.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "report/number.h"
#include "sanitize/launch.h"
#include "stress/supervise.h"
#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "workshop/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TSAN_TRIALS = 5, TSAN_SECONDS = 20 };

static const uint64_t stress_time = UINT64_C(300000000); /* nanoseconds */

/* Builds the flavour; false: the answer says why not. */
static bool built(const struct real_order *order, enum build_flavour flavour, struct build *build,
                  struct real_answer *answer)
{
    const char *const files[] = {order->source, NULL};
    struct command flags = {0};
    *build = (struct build){.entry.lock = -1};
    *answer = (struct real_answer){.verdict = VERDICT_UNAVAILABLE};
    answer->text = order->exercise ? support_flags(order->exercise, &flags) : NULL;
    const struct build_order what = {
        .flavour = flavour, .files = files, .flags = command_argv(&flags)};
    if (!answer->text)
        build_make(&what, build);
    command_release(&flags);
    if (answer->text)
        return false;
    if (build->end == BUILD_DONE && build->lab)
        return true;
    char *line = build->end == BUILD_DONE ? memory_copy_text(sentence("it describes no lab"))
                                          : refusal_line(build);
    answer->text = memory_print(sentence("not built: %.200s"), line);
    free(line);
    return false;
}

static void take_stress(const struct stress_run *run, struct real_answer *answer)
{
    char trials[NUMBER_MAX], bad[NUMBER_MAX];
    uint64_t wrong = stress_run_bad(run);
    number_count((long long)run->trials, trials, sizeof trials);
    number_count((long long)wrong, bad, sizeof bad);
    answer->ns_per_increment = run->ns_per_increment;
    answer->verdict = wrong ? VERDICT_CAUGHT : VERDICT_CLEAN;
    answer->always = wrong == run->trials;
    if (run->exit_code != 0 || run->trials == 0) {
        answer->verdict = VERDICT_INCONCLUSIVE;
        answer->text = memory_copy_text(sentence("no trial was finished"));
        return;
    }
    answer->kind = run->hung      ? FINDING_HANG
                   : run->crashed ? FINDING_CRASH
                   : run->wrong   ? FINDING_WRONG_OUTCOME
                                  : FINDING_NONE;
    if (wrong)
        answer->text = memory_print(run->hung      ? sentence("%s of %s trials hung")
                                    : run->crashed ? sentence("%s of %s trials crashed")
                                                   : sentence("%s of %s trials wrong"),
                                    bad, trials);
    else
        answer->text = memory_print(sentence("%s trials, none wrong"), trials);
}

void real_stress(const struct real_order *order, struct real_answer *answer)
{
    struct build build;
    struct stress_run run;
    if (built(order, BUILD_PLAIN, &build, answer)) {
        const struct tally_order trials = {
            .run = order->size, .seconds_in_ns = stress_time, .pin = true, .seed = 1};
        const struct supervise_watch watch = {.hang_seconds = order->hang_seconds};
        int error = supervise(build.binary, &trials, &watch, &run);
        if (error == 0) {
            take_stress(&run, answer);
            stress_run_release(&run);
        } else {
            answer->text = memory_print("cannot start a trial: %s", strerror(-error));
        }
    }
    build_release(&build);
}

static void take_tsan(const struct sanitizer_run *run, struct real_answer *answer)
{
    answer->verdict = run->verdict;
    if (run->verdict == VERDICT_CAUGHT && run->findings.count > 0) {
        const struct finding *finding = &run->findings.items[0];
        answer->kind = finding->kind;
        char *kind = phrase(finding_kind_name(finding->kind));
        answer->text = memory_print(finding->object.name ? sentence("%s on %s") : "%s", kind,
                                    finding->object.name);
        free(kind);
    } else if (run->verdict == VERDICT_CLEAN) {
        answer->text = memory_copy_text(sentence("silent"));
    } else {
        answer->text = memory_print(sentence("no answer: %.200s"), run->reason ? run->reason : "");
    }
}

void real_tsan(const struct real_order *order, struct real_answer *answer)
{
    struct build build;
    struct sanitizer_run run;
    if (built(order, BUILD_TSAN_CLANG, &build, answer)) {
        char threads[24], increments[24], trials[24];
        snprintf(threads, sizeof threads, "%ld", order->size.threads);
        snprintf(increments, sizeof increments, "%ld", order->size.increments);
        snprintf(trials, sizeof trials, "%d", TSAN_TRIALS);
        const char *const argv[] = {build.binary, "--in-process", "--threads",
                                    threads,      "--increments", increments,
                                    "--trials",   trials,         NULL};
        const struct sanitizer_job job = {
            .sanitizer = SANITIZER_TSAN_CLANG,
            .argv = argv,
            .seconds = order->hang_seconds > 0 ? 4 * order->hang_seconds : TSAN_SECONDS};
        sanitizer_launch(&job, &run);
        take_tsan(&run, answer);
        sanitizer_run_release(&run);
    }
    build_release(&build);
}

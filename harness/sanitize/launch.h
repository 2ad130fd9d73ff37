/* launch.h: runs a program under ThreadSanitizer or helgrind and says what it
 * found.
 *
 * A TSan build runs with address-space randomisation off, for that process
 * alone: TSan of many compiler versions dies or hangs with the address layout
 * of recent kernels. It writes its reports to a private folder that is gone
 * afterwards. The user's own TSAN_OPTIONS stay in force, apart from what this
 * depends on (see tsan_options.h).
 */
#ifndef RACELAB_SANITIZE_LAUNCH_H
#define RACELAB_SANITIZE_LAUNCH_H

#include "judge/finding.h"
#include "judge/verdict.h"
#include "process/child.h"

/* The tools: enumerator, the flavour that it judges, its name in print. */
#define SANITIZERS(X)                                                                              \
    X(SANITIZER_TSAN_CLANG, "tsan-clang", "clang")                                                 \
    X(SANITIZER_TSAN_GCC, "tsan-gcc", "gcc")                                                       \
    X(SANITIZER_HELGRIND, "plain", "helgrind")

enum sanitizer {
#define X(name, flavour, text) name,
    SANITIZERS(X)
#undef X
        SANITIZER_COUNT
};

const char *sanitizer_flavour(enum sanitizer sanitizer);
const char *sanitizer_name(enum sanitizer sanitizer);

struct sanitizer_job {
    enum sanitizer sanitizer;
    const char *const *argv; /* the program and its arguments, NULL-terminated */
    double seconds;          /* time limit; 0: none */
    bool guessed;            /* nobody named that limit: who exceeds it is not judged */
    bool any_exit;           /* the exit code is the program's own affair; else it is a lab's */
    struct child_spec where; /* only .folder, .input and .memory_limit count */
};

struct sanitizer_run {
    enum verdict verdict; /* caught, clean, inconclusive, unsupported, unavailable */
    char *reason;         /* where it is neither caught nor clean: why, for a person */
    struct finding_list findings;
    double seconds; /* wall-clock time it took */
};

/* Runs the job. All that can go wrong is in run->verdict and run->reason. A
 * program that runs into the time limit, or before it is seen to sleep for
 * ever, is killed with its process group and gives FINDING_HANG (not where the limit is
 * guessed); one that dies of a signal gives FINDING_CRASH. The caller releases the run. */
void sanitizer_launch(const struct sanitizer_job *job, struct sanitizer_run *run);

void sanitizer_run_release(struct sanitizer_run *run);

#endif

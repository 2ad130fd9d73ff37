#include "stress/supervise.h"

#include "process/interrupt.h"
#include "process/spawn.h"
#include "process/stillness.h"
#include "stress/clock.h"
#include "stress/stacks.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A variant that crashes or hangs again and again is not run for ever. */
enum { CRASHES_MAX = 10, HANGS_MAX = 2 };

struct watch {
    const char *binary;
    const struct supervise_watch *how;
    double hang_seconds;
    double started;
    int page; /* descriptor of the tally */
    struct tally *tally;
    struct stress_run *run;
};

static int map_tally(struct watch *watch, const struct tally_order *order)
{
    watch->page = memfd_create("racelab-tally", MFD_CLOEXEC);
    if (watch->page < 0)
        return -errno;
    void *page = MAP_FAILED;
    if (ftruncate(watch->page, sizeof *watch->tally) == 0)
        page = mmap(NULL, sizeof *watch->tally, PROT_READ | PROT_WRITE, MAP_SHARED, watch->page, 0);
    if (page == MAP_FAILED) {
        close(watch->page);
        return -ENOMEM;
    }
    watch->tally = page;
    tally_init(watch->tally, order);
    return 0;
}

static double hang_limit(const struct supervise_watch *how, const struct lab_run *run)
{
    if (how->hang_seconds > 0)
        return how->hang_seconds;
    return 10 + 20e-6 * (double)run->threads * (double)run->increments;
}

static void report_progress(const struct watch *watch)
{
    const struct tally *tally = watch->tally;
    const struct supervise_sight sight = {.trials = atomic_load(&tally->trials),
                                          .wrong = atomic_load(&tally->wrong),
                                          .done = atomic_load(&tally->done),
                                          .whole = tally->order.run.threads *
                                                   tally->order.run.increments,
                                          .seconds = clock_seconds() - watch->started};
    if (watch->how->progress)
        watch->how->progress(watch->how->context, &sight);
}

/* A number that stands still only while nothing moves on. */
static uint64_t beats_of(const struct watch *watch)
{
    return atomic_load(&watch->tally->beats) + (uint64_t)atomic_load(&watch->tally->done);
}

/* Waits until the runner ends; false when it had to be given up: it hung, or
 * somebody asked to stop. It is then still there. */
static bool runner_ends(struct watch *watch, pid_t pid, int pidfd)
{
    uint64_t beats = beats_of(watch);
    double moved = clock_seconds();
    struct stillness still = {0};
    for (;;) {
        struct pollfd wait = {.fd = pidfd, .events = POLLIN};
        poll(&wait, 1, pidfd >= 0 ? 100 : 10);
        siginfo_t ended = {0};
        if (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            ended.si_pid == pid)
            return true;
        if (interrupt_requested())
            return false;
        uint64_t now = beats_of(watch);
        if (now != beats) {
            beats = now;
            moved = clock_seconds();
        } else if (clock_seconds() - moved > watch->hang_seconds ||
                   stillness_for_ever(&still, pid)) {
            return false;
        }
        report_progress(watch);
    }
}

/* A trial that did not end counts as one, though the runner could not count it. */
static void count_lost_trial(struct watch *watch)
{
    atomic_fetch_add(&watch->tally->trials, 1);
}

static void note_end(struct watch *watch, int status)
{
    struct stress_run *run = watch->run;
    if (WIFSIGNALED(status)) {
        run->crashed++;
        run->crash_signal = WTERMSIG(status);
        count_lost_trial(watch);
    } else if (WEXITSTATUS(status) != 0 && watch->tally->refusal.thread == 0) {
        run->exit_code = WEXITSTATUS(status);
    }
}

static void note_giving_up(struct watch *watch, pid_t pid)
{
    if (interrupt_requested()) {
        watch->run->interrupted = true;
        watch->run->done = atomic_load(&watch->tally->done);
        return;
    }
    if (!watch->run->stacks)
        watch->run->stacks = stacks_of_process(pid);
    watch->run->hung++;
    count_lost_trial(watch);
}

/* One runner, from start to end. Returns 0 or a negative errno. */
static int run_once(struct watch *watch)
{
    char number[24];
    snprintf(number, sizeof number, "%d", watch->page);
    const char *const argv[] = {watch->binary, "--runner", number, NULL};
    const struct spawn_spec spec = {.argv = argv, .output = -1, .errors = -1, .keep = watch->page};
    pid_t pid;
    int result = spawn(&spec, &pid);
    if (result != 0)
        return result;
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0); /* -1 on old kernels: poll() just waits */
    if (!runner_ends(watch, pid, pidfd))
        note_giving_up(watch, pid);
    else {
        siginfo_t ended;
        waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT);
        int status = ended.si_code == CLD_EXITED ? ended.si_status << 8 : ended.si_status;
        note_end(watch, status);
    }
    spawn_kill(pid); /* reaps it, and ends what it forked */
    if (pidfd >= 0)
        close(pidfd);
    return 0;
}

static bool goes_on(const struct watch *watch)
{
    const struct stress_run *run = watch->run;
    return !run->interrupted && run->exit_code == 0 && watch->tally->refusal.thread == 0 &&
           run->crashed < CRASHES_MAX && run->hung < HANGS_MAX && !tally_enough(watch->tally) &&
           atomic_load(&watch->tally->phase) != TALLY_DONE;
}

static void fill_bins(struct stress_run *run, const struct tally *tally)
{
    for (uint64_t i = 0; i < tally->sample_count; i++) {
        double share = run->expected > 0 ? (double)tally->samples[i] / (double)run->expected : 1;
        int bin = share <= 0 ? 0 : (int)(share * RUN_BINS);
        run->bins[bin < RUN_BINS ? bin : RUN_BINS - 1]++;
    }
}

/* The most frequent first; of equals, by their words. */
static int by_trials(const void *one, const void *other)
{
    const struct stress_outcome *x = one, *y = other;
    if (x->trials != y->trials)
        return x->trials > y->trials ? -1 : 1;
    return strcmp(x->label, y->label);
}

static void fill_outcomes(struct stress_run *run, const struct tally *tally)
{
    if (tally->wording_count == 0)
        return;
    run->outcomes = calloc(tally->wording_count, sizeof *run->outcomes);
    if (!run->outcomes)
        return;
    for (uint32_t i = 0; i < tally->wording_count; i++) {
        memcpy(run->outcomes[i].label, tally->wordings[i].label, LAB_LABEL_MAX);
        run->outcomes[i].trials = tally->wordings[i].trials;
    }
    run->outcome_count = tally->wording_count;
    qsort(run->outcomes, run->outcome_count, sizeof *run->outcomes, by_trials);
}

static void collect(struct watch *watch)
{
    struct stress_run *run = watch->run;
    struct tally *tally = watch->tally;
    run->threads = tally->order.run.threads;
    run->increments = tally->order.run.increments;
    run->trials = atomic_load(&tally->trials);
    run->wrong = atomic_load(&tally->wrong);
    run->expected = tally->expected;
    run->canary_trials = tally->canary_trials;
    run->canary_wrong = tally->canary_wrong;
    run->refusal = tally->refusal;
    if (tally->sample_count > 0) {
        run->lost.min = tally->lost_min;
        run->lost.max = tally->lost_max;
        fill_bins(run, tally);
        run->lost.median = median_of(tally->samples, (size_t)tally->sample_count);
    }
    fill_outcomes(run, tally);
    uint64_t finished = run->trials - run->crashed - run->hung;
    if (finished > 0)
        run->ns_per_increment = (double)tally->nanoseconds / (double)finished /
                                (double)run->threads / (double)run->increments;
    for (int i = 0; i < LAB_MEASURES_MAX && tally->measured > 0; i++)
        run->measures[i] = tally->measures[i] / (double)tally->measured;
    run->seconds = clock_seconds() - watch->started;
    stress_run_judge(run);
}

int supervise(const char *binary, const struct tally_order *order,
              const struct supervise_watch *how, struct stress_run *run)
{
    *run = (struct stress_run){0};
    struct watch watch = {.binary = binary,
                          .how = how,
                          .hang_seconds = hang_limit(how, &order->run),
                          .started = clock_seconds(),
                          .run = run};
    int result = map_tally(&watch, order);
    if (!watch.tally)
        return result;
    do
        result = run_once(&watch);
    while (result == 0 && goes_on(&watch));
    if (result == 0)
        collect(&watch);
    munmap(watch.tally, sizeof *watch.tally);
    close(watch.page);
    return result;
}

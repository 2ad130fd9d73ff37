/* undecided: goes the way of 'processes_atomic' */
#include "lab.h"

#include <err.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

_Static_assert(ATOMIC_LONG_LOCK_FREE == 2, "an atomic long must always be lock-free");

struct shared {
    atomic_long absent; /* children still to arrive; they start together when it is 0 */
    atomic_long counter;
};

static struct shared *shared;

/* Spins, so that all start at the same moment. Who waits long yields, and who
 * waits for many sleeps: thousands that yield leave the parent no time to fork. */
static void wait_for_all(void)
{
    long absent;

    for (int spins = 0; (absent = atomic_load(&shared->absent)) > 0; spins++)
        if (absent > 64)
            usleep(100 * 1000);
        else if (spins > 1000)
            sched_yield();
}

static _Noreturn void child(long increments)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* if the parent is killed, do not wait for ever */
    atomic_fetch_sub(&shared->absent, 1);
    wait_for_all();
    for (long i = 0; i < increments; i++)
        atomic_fetch_add_explicit(&shared->counter, 1, memory_order_relaxed); /* as in atomic.c */
    _exit(0);
}

static void trial(const struct lab_run *run)
{
    long started = 0;
    pid_t pid = 0;

    for (; started < run->threads && (pid = fork()) >= 0; started++)
        if (pid == 0)
            child(run->increments);
    int error = errno;
    if (pid < 0)
        atomic_store(&shared->absent, 0); /* those that were started may go */
    while (wait(NULL) > 0)
        ;
    errno = error;
    if (pid < 0)
        err(4, "cannot start process %ld of %ld", started + 1, run->threads);
}

static void open_shared(const struct lab_run *run)
{
    (void)run;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        err(4, "cannot map shared memory");
}

static void reset(const struct lab_run *run)
{
    *shared = (struct shared){.absent = run->threads};
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments,
                                .actual = atomic_load(&shared->counter)};
}

static void close_shared(const struct lab_run *run)
{
    (void)run;
    munmap(shared, sizeof *shared);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "processes, one atomic in the shared page",
    .cure = "atomic",
    .place = 14,
    .trial = trial,
    .open = open_shared,
    .reset = reset,
    .check = check,
    .close = close_shared,
    .expect = {.explore = FINDING_UNSUPPORTED},
};

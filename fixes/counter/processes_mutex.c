/* A mutex in the shared page, told that other processes use it (PROCESS_SHARED)
 * and that one of them may die while it holds the lock (ROBUST): the next one
 * then gets the lock with EOWNERDEAD instead of waiting for ever.
 */
#include "lab.h"

#include <err.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    atomic_long absent; /* children still to arrive; they start together when it is 0 */
    pthread_mutex_t lock;
    long counter; /* guarded by lock */
};

static struct shared *shared;

static void lock(pthread_mutex_t *mutex)
{
    /* The dead owner either stored its increment or did not: any number is a
     * good one, so there is nothing to repair before we say that all is well. */
    if (pthread_mutex_lock(mutex) == EOWNERDEAD)
        pthread_mutex_consistent(mutex);
}

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
    for (long i = 0; i < increments; i++) {
        lock(&shared->lock);
        shared->counter++;
        pthread_mutex_unlock(&shared->lock);
    }
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
    pthread_mutexattr_t kind;

    (void)run;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        err(4, "cannot map shared memory");
    pthread_mutexattr_init(&kind);
    pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&shared->lock, &kind);
    pthread_mutexattr_destroy(&kind);
}

static void reset(const struct lab_run *run)
{
    atomic_store(&shared->absent, run->threads);
    shared->counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments,
                                .actual = shared->counter};
}

static void close_shared(const struct lab_run *run)
{
    (void)run;
    pthread_mutex_destroy(&shared->lock);
    munmap(shared, sizeof *shared);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "processes, a robust mutex in the shared page",
    .cure = "mutex",
    .place = 13,
    .trial = trial,
    .open = open_shared,
    .reset = reset,
    .check = check,
    .close = close_shared,
    .expect = {.explore = FINDING_UNSUPPORTED},
};

#include "explore/search/team.h"
#include "explore/runtime/idle.h"
#include "explore/runtime/lessons.h"
#include "explore/search/board.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WATCH_MILLISECONDS = 50, GATHER_MILLISECONDS = 2 };

/* What a worker leaves behind. */
struct worker {
    struct board board;
    struct search_result result;
    struct lessons lessons;
    struct goal_store *goals; /* GOAL_STORE_BYTES, shared */
    pid_t pid;
    int alive; /* a pipe that only the worker can write to: closed where it has ended */
};

/* Shared by all. */
struct team {
    _Atomic unsigned size;    /* workers; UINT_MAX until all are there */
    _Atomic unsigned idle;    /* in team_next() */
    _Atomic unsigned offered; /* tasks that wait */
    _Atomic unsigned stopped;
    atomic_flag lock;
    struct worker workers[];
};

static struct team *team; /* NULL: one process */

void *team_reserve(size_t bytes)
{
    void *region = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (region == MAP_FAILED) {
        dprintf(STDERR_FILENO, "explore: no address space for %zu bytes\n", bytes);
        _exit(4);
    }
    return region;
}

void team_release(void *region, size_t bytes)
{
    munmap(region, bytes);
}

bool team_stopped(void)
{
    return team && atomic_load_explicit(&team->stopped, memory_order_relaxed);
}

bool team_hungry(void)
{
    return team && atomic_load_explicit(&team->idle, memory_order_relaxed) >
                       atomic_load_explicit(&team->offered, memory_order_relaxed);
}

void team_offered(unsigned tasks)
{
    if (team)
        atomic_fetch_add(&team->offered, tasks);
}

void team_taken(unsigned tasks)
{
    if (team)
        atomic_fetch_sub(&team->offered, tasks);
}

/* Acquire: pairs with the release in team_unlock(). A holder may have lost its
 * processor, so whoever waits gives way. */
void team_lock(void)
{
    while (team && atomic_flag_test_and_set_explicit(&team->lock, memory_order_acquire))
        sched_yield();
}

bool team_try_lock(void)
{
    return !team || !atomic_flag_test_and_set_explicit(&team->lock, memory_order_acquire);
}

void team_unlock(void)
{
    if (team)
        atomic_flag_clear_explicit(&team->lock, memory_order_release);
}

void team_wait(unsigned turn)
{
    const struct timespec time = {.tv_nsec = turn < 100 ? 20000 : 500000};
    nanosleep(&time, NULL);
}

bool team_next(bool (*take)(void))
{
    bool taken = false, over = team == NULL;
    if (!team)
        return take();
    atomic_fetch_add(&team->idle, 1);
    for (unsigned turn = 0; !taken && !over; turn++) {
        team_lock();
        taken = !team_stopped() && take();
        over = !taken && (team_stopped() || atomic_load(&team->idle) == atomic_load(&team->size));
        if (taken)
            atomic_fetch_sub(&team->idle, 1);
        team_unlock();
        if (!taken && !over)
            team_wait(turn);
    }
    return taken; /* who leaves stays idle, so that the others can tell the end */
}

_Noreturn static void be_worker(struct worker *self, pid_t parent,
                                const struct search_settings *settings, const struct team_job *job)
{
    struct search_result own = {.end = SEARCH_COMPLETE};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1); /* it ended before the line above */
    idle_clock();
    goals_use(self->goals);
    board_use(&self->board);
    job->work(settings, &own);
    if (memory.grew)
        own.end = SEARCH_RESTART;
    if (own.end != SEARCH_COMPLETE)
        atomic_store(&team->stopped, 1);
    lessons_tell(&self->lessons);
    goals_use(self->goals); /* writes down how many there are */
    self->result = own;
    _exit(0);
}

static bool start_worker(struct worker *worker, const struct search_settings *settings,
                         const struct team_job *job)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe(ends) != 0)
        return false;
    pid_t pid = fork(); /* not into *worker at once: the child writes there too */
    if (pid == 0) {
        close(ends[0]);
        be_worker(worker, parent, settings, job);
    }
    close(ends[1]);
    worker->pid = pid;
    worker->alive = ends[0];
    if (pid < 0)
        close(ends[0]);
    return pid > 0;
}

static struct team *new_team(unsigned size)
{
    struct team *new = team_reserve(sizeof *new + size * sizeof *new->workers);
    atomic_store(&new->size, UINT32_MAX);
    for (unsigned i = 0; i < size; i++) {
        new->workers[i].lessons.notes = team_reserve(LESSONS_NOTE_BYTES);
        new->workers[i].goals = team_reserve(GOAL_STORE_BYTES);
    }
    return new;
}

static void release_team(unsigned size)
{
    for (unsigned i = 0; i < size; i++) {
        team_release(team->workers[i].lessons.notes, LESSONS_NOTE_BYTES);
        team_release(team->workers[i].goals, GOAL_STORE_BYTES);
    }
    team_release(team, sizeof *team + size * sizeof *team->workers);
    team = NULL;
}

static void kill_all(unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (team->workers[i].alive >= 0)
            kill(team->workers[i].pid, SIGKILL);
}

/* The worker ended. Where it did not do so of its own accord, so does the whole:
 * it has said itself what it could not do. */
static void bury(struct worker *worker, unsigned count)
{
    int status = 0;
    close(worker->alive);
    worker->alive = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return;
    kill_all(count);
    if (WIFSIGNALED(status))
        dprintf(STDERR_FILENO, "explore: a process of the search was killed by signal %d\n",
                WTERMSIG(status));
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 70);
}

/* What all have done so far, for who watches. */
static void publish(const struct search_result *before, unsigned count)
{
    struct board sum = {0};
    for (unsigned i = 0; i < count; i++)
        board_add(&sum, &team->workers[i].board);
    board_publish_sum(before, &sum);
}

static unsigned look_at(unsigned count, int timeout)
{
    static struct pollfd waits[TEAM_MAX];
    unsigned left = 0;
    for (unsigned i = 0; i < count; i++)
        waits[i] = (struct pollfd){.fd = team->workers[i].alive, .events = POLLIN};
    int ready = poll(waits, count, timeout);
    for (unsigned i = 0; i < count; i++) {
        if (ready > 0 && waits[i].fd >= 0 && waits[i].revents)
            bury(&team->workers[i], count);
        left += team->workers[i].alive >= 0;
    }
    return left;
}

static void add_result(struct search_result *sum, const struct search_result *own)
{
    sum->executions += own->executions;
    sum->started += own->started;
    sum->transitions += own->transitions;
    sum->left_out |= own->left_out;
    if (own->end == SEARCH_COMPLETE || sum->end == SEARCH_RESTART)
        return;
    sum->end = own->end;
    if (!sum->limit)
        sum->limit = own->limit;
}

static void gather(struct search_result *result, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        lessons_hear(&team->workers[i].lessons, true);
    for (unsigned i = 0; i < count && !memory.grew; i++) {
        goals_join(team->workers[i].goals);
        add_result(result, &team->workers[i].result);
    }
    if (memory.grew)
        result->end = SEARCH_RESTART;
}

static void do_alone(const struct search_settings *settings, struct search_result *result,
                     const struct team_job *job)
{
    job->prepare(settings);
    job->work(settings, result);
}

void team_run(const struct search_settings *settings, struct search_result *result,
              const struct team_job *job)
{
    unsigned count = 0;
    team = new_team(settings->jobs);
    job->prepare(settings);
    while (count < settings->jobs && start_worker(&team->workers[count], settings, job))
        count++;
    atomic_store(&team->size, count);
    while (count && look_at(count, job->gather ? GATHER_MILLISECONDS : WATCH_MILLISECONDS) > 0) {
        publish(result, count);
        if (search_interrupted() || (job->gather && job->gather(result, false)))
            atomic_store(&team->stopped, 1);
    }
    if (job->gather)
        job->gather(result, true);
    else
        gather(result, count);
    if (search_interrupted() && result->end == SEARCH_STOPPED)
        result->limit = SEARCH_INTERRUPTED;
    release_team(settings->jobs);
    if (count == 0)
        do_alone(settings, result, job);
}

bool team_try_alone(const struct search_settings *settings, struct search_result *result,
                    const struct team_job *job)
{
    struct search_settings small = *settings;
    const struct search_result before = *result;
    struct goal_store *own = arena_reserve(GOAL_STORE_BYTES), *all = goals_use(own);
    struct mark start = model_mark();
    small.transitions = before.transitions + settings->alone;
    do_alone(&small, result, job);
    model_undo(&start);
    goals_use(all);
    bool enough = result->end != SEARCH_STOPPED || strcmp(result->limit, "transitions") != 0;
    if (enough || job->goes_on)
        goals_join(own);
    if (!enough && job->goes_on) {
        result->end = before.end;
        result->limit = before.limit;
    } else if (!enough) {
        *result = before;
    }
    arena_release(own, GOAL_STORE_BYTES);
    return enough;
}

void team_share(const struct search_settings *settings, struct search_result *result,
                const struct team_job *job)
{
    bool alone = settings->jobs <= 1 || settings->executions;
    if (alone)
        do_alone(settings, result, job);
    else if (!settings->alone || !team_try_alone(settings, result, job))
        team_run(settings, result, job);
    goals_sort();
}

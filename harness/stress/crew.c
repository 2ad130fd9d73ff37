#include "stress/crew.h"

#include "stress/aim.h"
#include "stress/clock.h"
#include "stress/gate.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* A member's own lines of memory: nobody else writes there. */
struct member {
    _Alignas(GATE_LINE) pthread_t thread;
    struct crew *crew;
    struct gate_ticket ticket;
    struct lab_actor actor;
};

struct crew {
    struct gate gate;

    /* Read by all, written between runs only. */
    _Alignas(GATE_LINE) struct crew_spec spec;
    size_t stack_size;
    const struct crew_job *job; /* NULL: the threads end */
    bool rehearsal;             /* this trial is played without actors */
    sem_t *idle;                /* posted when a run of trials is over */
    struct member *members;

    /* The opener's. */
    _Alignas(GATE_LINE) uint64_t opened_at; /* nanoseconds */
    struct aim aim;
    sem_t idle_semaphore;
};

long crew_cores(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    int cores = CPU_COUNT(&allowed);
    return cores > 0 ? cores : 1;
}

/* 256 KiB where it fits, shrinking to 64 KiB: 30,000 threads then reserve
 * 2 GiB of addresses. A limit on the address space (ulimit -v) shrinks it
 * further, down to what a thread needs to start at all. */
size_t crew_stack_size(long threads)
{
    const size_t most = (size_t)256 << 10;
    const size_t least = (size_t)64 << 10;
    size_t size = threads <= 1024 ? most : least;
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        size_t share = (size_t)limit.rlim_cur / 2 / (size_t)threads;
        if (share < size)
            size = share & ~(size_t)4095;
    }
    size_t smallest = (size_t)PTHREAD_STACK_MIN + ((size_t)16 << 10);
    return size < smallest ? smallest : size;
}

static int actor_count(const struct lab *what)
{
    int count = 1; /* main() has seen to the first */
    while (count < LAB_ACTORS_MAX && what->actors[count])
        count++;
    return count;
}

typedef void (*actor_function)(const struct lab_actor *self);

/* Which actor the member plays in this job; fills in what the actor sees. */
static actor_function cast(struct member *self, const struct crew_job *job)
{
    self->actor.threads = job->run.threads;
    self->actor.increments = job->run.increments;
    return job->lab->actors[self->actor.index % actor_count(job->lab)];
}

static void pin_to_core(long index)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return;
    int cores = CPU_COUNT(&allowed);
    if (cores <= 0)
        return;
    long wanted = index % cores;
    for (size_t cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET(cpu, &allowed) || wanted-- > 0)
            continue;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        pthread_setaffinity_np(pthread_self(), sizeof one, &one);
        return;
    }
}

static void open_gate(struct crew *crew, struct gate_ticket *opener)
{
    /* An opener that takes no part would hold a core that a spinner needs: it
     * opens a rehearsal, and the last thread of that opens the first trial. */
    if (opener)
        gate_gather(&crew->gate);
    crew->opened_at = clock_nanoseconds();
    gate_open(&crew->gate, opener, aim_next(&crew->aim));
}

static void rehearse(const struct lab_actor *self)
{
    (void)self;
}

/* Everybody has finished a trial. Says whether there is a next one. */
static bool next_trial(struct crew *crew)
{
    if (crew->rehearsal) {
        crew->rehearsal = false;
        return true;
    }
    uint64_t nanoseconds = clock_nanoseconds() - crew->opened_at;
    aim_learn(&crew->aim, crew->job->judge(crew->job->context, nanoseconds));
    return crew->job->next(crew->job->context);
}

static void *gate_member_main(void *argument)
{
    struct member *self = argument;
    struct crew *crew = self->crew;
    if (crew->spec.pin)
        pin_to_core(self->actor.index);
    gate_pass(&crew->gate, &self->ticket);
    while (crew->job) {
        actor_function act = cast(self, crew->job); /* before the start: nothing may delay it */
        if (crew->rehearsal)
            act = rehearse;
        gate_start(&crew->gate, &self->ticket);
        act(&self->actor);
        if (!gate_finish(&crew->gate)) {
            gate_pass(&crew->gate, &self->ticket);
        } else if (next_trial(crew)) {
            open_gate(crew, &self->ticket);
        } else {
            gate_rest(&crew->gate);
            sem_post(crew->idle);
            gate_pass(&crew->gate, &self->ticket);
        }
    }
    return NULL;
}

static void *create_member_main(void *argument)
{
    struct member *self = argument;
    if (self->crew->spec.pin)
        pin_to_core(self->actor.index);
    cast(self, self->crew->job)(&self->actor);
    return NULL;
}

/* Starts the threads; returns how many the system granted, and the errno. */
static long start_members(struct crew *crew, void *(*entry)(void *), int *error)
{
    pthread_attr_t attributes;
    *error = pthread_attr_init(&attributes);
    if (*error != 0)
        return 0;
    pthread_attr_setstacksize(&attributes, crew->stack_size);
    long started = 0;
    for (; started < crew->spec.threads; started++) {
        struct member *member = &crew->members[started];
        *error = pthread_create(&member->thread, &attributes, entry, member);
        if (*error != 0)
            break;
    }
    pthread_attr_destroy(&attributes);
    return started;
}

static void join_members(struct crew *crew, long count)
{
    for (long i = 0; i < count; i++)
        pthread_join(crew->members[i].thread, NULL);
}

/* Lets the members go that wait for a trial which will not come. */
static void dismiss(struct crew *crew, long count)
{
    crew->job = NULL;
    gate_open(&crew->gate, NULL, (struct aim_starts){0});
    join_members(crew, count);
}

static struct crew *crew_alloc(const struct crew_spec *spec)
{
    struct crew *crew = aligned_alloc(GATE_LINE, sizeof *crew);
    if (!crew)
        return NULL;
    *crew = (struct crew){.spec = *spec, .stack_size = crew_stack_size(spec->threads)};
    crew->idle = &crew->idle_semaphore;
    crew->members = aligned_alloc(GATE_LINE, (size_t)spec->threads * sizeof *crew->members);
    if (!crew->members || sem_init(crew->idle, 0, 0) != 0) {
        free(crew->members);
        free(crew);
        return NULL;
    }
    gate_init(&crew->gate, (uint32_t)spec->threads, (uint32_t)crew_cores());
    aim_init(&crew->aim, spec->seed);
    for (long i = 0; i < spec->threads; i++) {
        struct member *member = &crew->members[i];
        *member = (struct member){.crew = crew, .actor.index = i};
        gate_ticket_init(&member->ticket, spec->seed, (uint32_t)i);
    }
    return crew;
}

static void crew_dealloc(struct crew *crew)
{
    sem_destroy(crew->idle);
    free(crew->members);
    free(crew);
}

struct crew *crew_new(const struct crew_spec *spec, struct crew_refusal *refusal)
{
    struct crew *crew = crew_alloc(spec);
    if (!crew) {
        *refusal = (struct crew_refusal){.thread = 1, .error = ENOMEM};
        return NULL;
    }
    if (spec->start == CREW_CREATE)
        return crew;
    int error;
    long started = start_members(crew, gate_member_main, &error);
    if (started == spec->threads)
        return crew;
    *refusal = (struct crew_refusal){.thread = started + 1, .error = error};
    dismiss(crew, started);
    crew_dealloc(crew);
    return NULL;
}

static int run_by_creating(struct crew *crew, const struct crew_job *job,
                           struct crew_refusal *refusal)
{
    uint64_t started_at;
    crew->job = job;
    do {
        int error;
        started_at = clock_nanoseconds();
        long started = start_members(crew, create_member_main, &error);
        join_members(crew, started);
        if (started < crew->spec.threads) {
            *refusal = (struct crew_refusal){.thread = started + 1, .error = error};
            return -error;
        }
        job->judge(job->context, clock_nanoseconds() - started_at);
    } while (job->next(job->context));
    return 0;
}

int crew_run(struct crew *crew, const struct crew_job *job, struct crew_refusal *refusal)
{
    if (crew->spec.start == CREW_CREATE)
        return run_by_creating(crew, job, refusal);
    crew->job = job;
    crew->rehearsal = crew->gate.spin; /* otherwise nobody gathers */
    open_gate(crew, NULL);
    while (sem_wait(crew->idle) != 0)
        ; /* EINTR */
    return 0;
}

void crew_free(struct crew *crew)
{
    if (!crew)
        return;
    if (crew->spec.start == CREW_GATE)
        dismiss(crew, crew->spec.threads);
    crew_dealloc(crew);
}

/* A program made from a number: 2 or 3 threads with a few operations each on
 * two of everything that threads synchronise by. `--increments` is the number.
 * Every outcome is "right"; what matters is which exist, and how often. */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { THREADS = 3, OPS = 8, VARIABLES = 2 };

/* name, steps that it takes at most, how often it is drawn: in programs of any
 * kind, with locks, with conditions, with other objects, with the clock */
#define OP_LIST(X)                                                                                 \
    X(read, 1, 2, 1, 1, 1, 2)                                                                      \
    X(write, 1, 2, 1, 1, 1, 2)                                                                     \
    X(load, 1, 2, 0, 1, 1, 1)                                                                      \
    X(store, 1, 2, 0, 1, 1, 1)                                                                     \
    X(add, 1, 2, 1, 1, 1, 1)                                                                       \
    X(swap_if, 1, 2, 0, 0, 0, 0)                                                                   \
    X(try, 2, 2, 1, 0, 0, 0)                                                                       \
    X(lock, 1, 4, 3, 0, 0, 2)                                                                      \
    X(spin, 1, 0, 2, 0, 0, 0)                                                                      \
    X(try_spin, 2, 1, 1, 0, 0, 0)                                                                  \
    X(read_lock, 1, 1, 3, 0, 0, 0)                                                                 \
    X(write_lock, 1, 1, 2, 0, 0, 0)                                                                \
    X(try_read_lock, 2, 1, 1, 0, 0, 0)                                                             \
    X(try_write_lock, 2, 1, 1, 0, 0, 0)                                                            \
    X(timed_lock, 2, 1, 1, 0, 0, 2)                                                                \
    X(wait, 4, 1, 0, 3, 0, 0)                                                                      \
    X(timed_wait, 4, 1, 0, 2, 0, 2)                                                                \
    X(signal, 1, 1, 0, 4, 0, 1)                                                                    \
    X(locked_signal, 3, 0, 0, 1, 0, 1)                                                             \
    X(broadcast, 1, 1, 0, 2, 0, 0)                                                                 \
    X(take, 1, 1, 0, 0, 3, 0)                                                                      \
    X(try_take, 1, 1, 0, 0, 2, 0)                                                                  \
    X(post, 1, 1, 0, 0, 4, 0)                                                                      \
    X(meet, 2, 1, 0, 0, 2, 0)                                                                      \
    X(do_once, 3, 1, 0, 0, 1, 0)                                                                   \
    X(wait_for, 1, 1, 0, 1, 1, 0)                                                                  \
    X(fail_if, 1, 0, 0, 0, 1, 0)                                                                   \
    X(leave, 2, 0, 0, 0, 1, 0)                                                                     \
    X(look, 2, 0, 0, 0, 0, 4)                                                                      \
    X(nap, 1, 0, 0, 0, 0, 4)

enum op {
#define X(name, ...) OP_##name,
    OP_LIST(X)
#undef X
        OP_COUNT
};

static const struct {
    int steps;
    int weight[5];
} ops[] = {
#define X(name, steps, any, locks, conditions, others, clock)                                      \
    {steps, {any, locks, conditions, others, clock}},
    OP_LIST(X)
#undef X
};

static struct {
    unsigned char op[OPS], variable[OPS], value[OPS];
    int count;
} programs[THREADS];

static int plain[VARIABLES];
static atomic_int shared[VARIABLES];
static pthread_mutex_t locks[VARIABLES] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_rwlock_t files[VARIABLES];
static pthread_spinlock_t spins[VARIABLES];
static pthread_cond_t conditions[VARIABLES];
static sem_t tokens[VARIABLES];
static pthread_barrier_t barriers[VARIABLES];
static pthread_once_t onces[VARIABLES] = {PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT};
static int seen[THREADS];

static unsigned long state;

static unsigned next(unsigned below)
{
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    return (unsigned)(state >> 33) % below;
}

static int draw(int kind)
{
    int all = 0, op = 0;
    for (int i = 0; i < OP_COUNT; i++)
        all += ops[i].weight[kind];
    for (int rest = (int)next((unsigned)all); rest >= ops[op].weight[kind]; op++)
        rest -= ops[op].weight[kind];
    return op;
}

/* A lock that is free for the thread is taken, one that it holds is given
 * back; two may be held at once, in any order, so some programs deadlock. */
static void make_thread(int thread, int steps, int kind)
{
    int count = 0;
    while (count < OPS) {
        int op = draw(kind);
        steps -= ops[op].steps;
        if (steps < 0)
            break;
        programs[thread].op[count] = (unsigned char)op;
        programs[thread].variable[count] = (unsigned char)next(VARIABLES);
        programs[thread].value[count++] = (unsigned char)(1 + next(3));
    }
    programs[thread].count = count;
}

static void open_program(const struct lab_run *run)
{
    state = (unsigned long)run->increments * 2654435761ul;
    next(2);
    for (int i = 0; i < VARIABLES; i++) {
        pthread_rwlock_init(&files[i], NULL);
        pthread_spin_init(&spins[i], PTHREAD_PROCESS_PRIVATE);
        pthread_cond_init(&conditions[i], NULL);
        sem_init(&tokens[i], 0, next(2));
        pthread_barrier_init(&barriers[i], NULL, 2 + next(2) * next(2));
    }
    int kind = (int)next(5);
    for (int thread = 0; thread < run->threads; thread++)
        make_thread(thread, run->threads == 2 ? 2 + (int)next(6) : 2 + (int)next(3), kind);
}

static void note(int thread, int value)
{
    seen[thread] = seen[thread] * 7 + value;
}

struct call {
    int thread, variable, value;
    int *holds; /* what the thread holds, bit by bit, by lock */
};

/* Of a lock that the thread holds: gives it back. */
static int gives_back(const struct call *call, int kind)
{
    int bit = 1 << (kind * VARIABLES + call->variable);
    *call->holds ^= bit;
    return !(*call->holds & bit);
}

static void op_read(const struct call *call)
{
    note(call->thread, plain[call->variable]);
}

static void op_write(const struct call *call)
{
    plain[call->variable] = call->value;
}

static void op_load(const struct call *call)
{
    note(call->thread, atomic_load(&shared[call->variable]));
}

static void op_store(const struct call *call)
{
    atomic_store(&shared[call->variable], call->value);
}

static void op_add(const struct call *call)
{
    note(call->thread, atomic_fetch_add(&shared[call->variable], call->value));
}

static void op_swap_if(const struct call *call)
{
    int expected = 0;
    seen[call->thread] +=
        atomic_compare_exchange_strong(&shared[call->variable], &expected, call->value);
}

static void op_try(const struct call *call)
{
    if (pthread_mutex_trylock(&locks[call->variable]) == 0) {
        note(call->thread, call->value);
        pthread_mutex_unlock(&locks[call->variable]);
    }
}

static void op_lock(const struct call *call)
{
    if (gives_back(call, 0))
        pthread_mutex_unlock(&locks[call->variable]);
    else
        pthread_mutex_lock(&locks[call->variable]);
}

static void op_timed_lock(const struct call *call)
{
    static const struct timespec when = {1000000000, 5000}; /* 5 us after the clock began */
    if (pthread_mutex_timedlock(&locks[call->variable], &when) == 0)
        pthread_mutex_unlock(&locks[call->variable]);
    else
        note(call->thread, call->value);
}

static void op_spin(const struct call *call)
{
    if (gives_back(call, 1))
        pthread_spin_unlock(&spins[call->variable]);
    else
        pthread_spin_lock(&spins[call->variable]);
}

static void op_try_spin(const struct call *call)
{
    if (pthread_spin_trylock(&spins[call->variable]) == 0) {
        note(call->thread, call->value);
        pthread_spin_unlock(&spins[call->variable]);
    }
}

static void op_read_lock(const struct call *call)
{
    if (gives_back(call, 2))
        pthread_rwlock_unlock(&files[call->variable]);
    else
        pthread_rwlock_rdlock(&files[call->variable]);
}

static void op_write_lock(const struct call *call)
{
    if (gives_back(call, 2))
        pthread_rwlock_unlock(&files[call->variable]);
    else
        pthread_rwlock_wrlock(&files[call->variable]);
}

static void op_try_read_lock(const struct call *call)
{
    if (pthread_rwlock_tryrdlock(&files[call->variable]) == 0) {
        note(call->thread, call->value);
        pthread_rwlock_unlock(&files[call->variable]);
    }
}

static void op_try_write_lock(const struct call *call)
{
    if (pthread_rwlock_trywrlock(&files[call->variable]) == 0) {
        note(call->thread, call->value);
        pthread_rwlock_unlock(&files[call->variable]);
    }
}

static void wait_on(const struct call *call, const struct timespec *when)
{
    int held = *call->holds >> call->variable & 1;
    if (!held)
        pthread_mutex_lock(&locks[call->variable]);
    int late = when ? pthread_cond_timedwait(&conditions[0], &locks[call->variable], when)
                    : pthread_cond_wait(&conditions[0], &locks[call->variable]);
    note(call->thread, late != 0);
    if (!held)
        pthread_mutex_unlock(&locks[call->variable]);
}

static void op_wait(const struct call *call)
{
    wait_on(call, NULL);
}

static void op_timed_wait(const struct call *call)
{
    static const struct timespec when = {1000000000, 5000}; /* 5 us after the clock began */
    wait_on(call, &when);
}

static void op_signal(const struct call *call)
{
    (void)call;
    pthread_cond_signal(&conditions[0]);
}

static void op_locked_signal(const struct call *call)
{
    pthread_mutex_lock(&locks[call->variable]);
    pthread_cond_signal(&conditions[0]);
    pthread_mutex_unlock(&locks[call->variable]);
}

static void op_broadcast(const struct call *call)
{
    (void)call;
    pthread_cond_broadcast(&conditions[0]);
}

static void op_take(const struct call *call)
{
    sem_wait(&tokens[call->variable]);
}

static void op_try_take(const struct call *call)
{
    note(call->thread, sem_trywait(&tokens[call->variable]) == 0);
}

static void op_post(const struct call *call)
{
    sem_post(&tokens[call->variable]);
}

static void op_meet(const struct call *call)
{
    note(call->thread, pthread_barrier_wait(&barriers[call->variable]) != 0);
}

static void initialise(void)
{
    atomic_fetch_add(&shared[0], 5);
}

static void op_do_once(const struct call *call)
{
    pthread_once(&onces[call->variable], initialise);
}

static void op_wait_for(const struct call *call)
{
    while (atomic_load(&shared[call->variable]) == 0)
        ;
}

static void op_fail_if(const struct call *call)
{
    if (atomic_load(&shared[call->variable]) == call->value)
        abort();
}

static void op_leave(const struct call *call)
{
    if (atomic_load(&shared[call->variable]) == call->value)
        exit(0);
}

static void op_look(const struct call *call)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    note(call->thread, (int)(now.tv_nsec / 1000));
}

static void op_nap(const struct call *call)
{
    nanosleep(&(struct timespec){0, call->value * 1000}, NULL);
}

static void (*const calls[])(const struct call *call) = {
#define X(name, ...) op_##name,
    OP_LIST(X)
#undef X
};

static void act(const struct lab_actor *self)
{
    int thread = (int)self->index, holds = 0;
    for (int i = 0; i < programs[thread].count; i++)
        calls[programs[thread].op[i]](&(struct call){thread, programs[thread].variable[i],
                                                     programs[thread].value[i], &holds});
}

static struct lab_outcome check(const struct lab_run *run)
{
    long all = 0;
    for (int i = 0; i < VARIABLES; i++)
        all = (all * 31 + plain[i]) * 31 + shared[i];
    for (int i = 0; i < run->threads; i++)
        all = all * 100003 + seen[i];
    return (struct lab_outcome){.expected = all, .actual = all};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a random program",
    .actors = {act},
    .open = open_program,
    .check = check,
};

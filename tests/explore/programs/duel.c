/* A program made from a number: 2 or 3 threads with a few reads, writes,
 * atomics and locked regions each, on two plain variables, two atomic ones and
 * two locks. `--increments` is the number. Every outcome is "right"; what
 * matters is which exist, and how often. */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

enum { THREADS = 3, OPS = 6, VARIABLES = 2 };
enum op { READ, WRITE, LOAD, STORE, ADD, SWAP_IF, TRY, LOCK, UNLOCK };

static struct {
    unsigned char op[OPS], variable[OPS], value[OPS];
    int count;
} programs[THREADS];

static int plain[VARIABLES];
static atomic_int shared[VARIABLES];
static pthread_mutex_t locks[VARIABLES] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static int seen[THREADS];

static unsigned long state;

static unsigned next(unsigned below)
{
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    return (unsigned)(state >> 33) % below;
}

/* A lock that is free for the thread is taken, one that it holds is given
 * back; two may be held at once, in any order, so some programs deadlock. */
static void make_thread(int thread, int ops)
{
    int held[VARIABLES] = {0};
    for (int i = 0; i < ops; i++) {
        unsigned variable = next(VARIABLES), op = next(LOCK + 2);
        if (op >= LOCK) {
            op = held[variable] ? UNLOCK : LOCK;
            held[variable] = !held[variable];
        }
        programs[thread].op[i] = (unsigned char)op;
        programs[thread].variable[i] = (unsigned char)variable;
        programs[thread].value[i] = (unsigned char)(1 + next(3));
    }
    programs[thread].count = ops;
}

static void open_program(const struct lab_run *run)
{
    state = (unsigned long)run->increments * 2654435761ul;
    next(2);
    for (int thread = 0; thread < run->threads; thread++)
        make_thread(thread, 2 + (int)next(run->threads == 2 ? OPS - 1 : 2));
}

static void step(int thread, int i)
{
    int variable = programs[thread].variable[i], value = programs[thread].value[i];
    switch (programs[thread].op[i]) {
    case READ:
        seen[thread] = seen[thread] * 7 + plain[variable];
        break;
    case WRITE:
        plain[variable] = value;
        break;
    case LOAD:
        seen[thread] = seen[thread] * 7 + atomic_load(&shared[variable]);
        break;
    case STORE:
        atomic_store(&shared[variable], value);
        break;
    case ADD:
        seen[thread] = seen[thread] * 7 + atomic_fetch_add(&shared[variable], value);
        break;
    case SWAP_IF: {
        int expected = 0;
        seen[thread] += atomic_compare_exchange_strong(&shared[variable], &expected, value);
        break;
    }
    case TRY:
        if (pthread_mutex_trylock(&locks[variable]) == 0) {
            seen[thread] = seen[thread] * 7 + value;
            pthread_mutex_unlock(&locks[variable]);
        }
        break;
    case LOCK:
        pthread_mutex_lock(&locks[variable]);
        break;
    case UNLOCK:
        pthread_mutex_unlock(&locks[variable]);
        break;
    }
}

static void act(const struct lab_actor *self)
{
    for (int i = 0; i < programs[self->index].count; i++)
        step((int)self->index, i);
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

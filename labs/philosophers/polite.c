/* Question: philosophers are polite: whoever is hungry says so, and lets a
 * hungry neighbour to the right eat first. Is the deadlock gone?
 *
 * Nobody holds a fork and waits any more. But when all are hungry at once, each
 * waits for the next one to eat first, all round the table: a livelock. They
 * look at each other for ever, wide awake.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { SEATS = 16 };

static pthread_mutex_t forks[SEATS + 1]; /* [i] lies to the left of philosopher i */
static atomic_bool hungry[SEATS];        /* per philosopher */
static long meals[SEATS];                /* per philosopher */

static pthread_mutex_t *left_of(const struct lab_actor *self)
{
    return &forks[self->index];
}

/* A philosopher alone has two forks, like everybody. */
static pthread_mutex_t *right_of(const struct lab_actor *self)
{
    return &forks[self->threads == 1 ? 1 : (self->index + 1) % self->threads];
}

static void let_eat_first(const atomic_bool *neighbour)
{
    while (atomic_load(neighbour)) /* expect: endless run */
        sched_yield();
}

static void eat(const struct lab_actor *self)
{
    atomic_store(&hungry[self->index], true);
    if (self->threads > 1)
        let_eat_first(&hungry[(self->index + 1) % self->threads]);
    pthread_mutex_lock(left_of(self));  /* expect: lock-order inversion */
    pthread_mutex_lock(right_of(self)); /* expect: lock-order inversion */
    meals[self->index]++;
    pthread_mutex_unlock(right_of(self));
    pthread_mutex_unlock(left_of(self));
    atomic_store(&hungry[self->index], false);
}

static void dine(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        eat(self);
}

static void open_table(const struct lab_run *run)
{
    (void)run;
    for (int i = 0; i <= SEATS; i++)
        pthread_mutex_init(&forks[i], NULL);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        atomic_store(&hungry[i], false);
    for (long i = 0; i < run->threads; i++)
        meals[i] = 0;
}

/* Hangs are for the harness to see; in a trial that ends all must have eaten. */
static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->threads * run->increments};
    for (long i = 0; i < run->threads; i++)
        seen.actual += meals[i];
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "whoever is hungry lets a hungry neighbour eat first",
    .bug = "livelock",
    .cwe = 835,
    .place = 4,
    .max_threads = SEATS,
    .hang_seconds = 1,
    .actors = {dine},
    .open = open_table,
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3},
    .expect = {.stress = LAB_HANGS,
               .tsan = FINDING_LOCK_ORDER,
               .helgrind = FINDING_LOCK_ORDER,
               .explore = FINDING_ENDLESS_RUN},
};

/* Question: a waiter hands out the forks. Nobody takes one without asking, and the
 * waiter serves one philosopher at a time. Is the deadlock gone?
 *
 * No. The waiter hands out one fork each time, and forgets who wants another:
 * three philosophers ask in turn for their left fork, each gets it, and the
 * ring is closed as before. He must hand out both forks together or none.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

enum { SEATS = 16 };

static pthread_mutex_t forks[SEATS + 1]; /* [i] lies to the left of philosopher i */
static pthread_mutex_t waiter = PTHREAD_MUTEX_INITIALIZER;
static long meals[SEATS]; /* per philosopher */

static pthread_mutex_t *left_of(const struct lab_actor *self)
{
    return &forks[self->index];
}

/* A philosopher alone has two forks, like everybody. */
static pthread_mutex_t *right_of(const struct lab_actor *self)
{
    return &forks[self->threads == 1 ? 1 : (self->index + 1) % self->threads];
}

/* With the waiter: looks whether the fork lies there, and asks again until it does. */
static void ask_for(pthread_mutex_t *fork)
{
    bool had = false;
    while (!had) {
        pthread_mutex_lock(&waiter);            /* expect: lock-order inversion */
        had = pthread_mutex_trylock(fork) == 0; /* expect: endless run, lock-order inversion */
        pthread_mutex_unlock(&waiter);
        if (!had)
            sched_yield();
    }
}

static void eat(const struct lab_actor *self)
{
    ask_for(left_of(self));
    ask_for(right_of(self));
    meals[self->index]++;
    pthread_mutex_unlock(right_of(self));
    pthread_mutex_unlock(left_of(self));
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
    .title = "a waiter hands out one fork at a time",
    .bug = "deadlock (hold and wait)",
    .cwe = 833,
    .place = 3,
    .max_threads = SEATS,
    .hang_seconds = 1,
    .actors = {dine},
    .open = open_table,
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3},
    .expect = {.stress = LAB_HANGS, .helgrind = FINDING_LOCK_ORDER, .explore = FINDING_ENDLESS_RUN},
};

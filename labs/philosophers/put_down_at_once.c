/* Question: whoever does not get the second fork puts the first one down at once
 * and tries again. Nobody holds a fork while waiting, so nobody can be stuck in
 * a ring. Does everybody get to eat?
 *
 * Not for certain. All may take their left forks, find the right ones taken, put
 * down, and do so again, in step: everybody is busy and nobody eats, a livelock.
 * The philosophers here leave hungry after PATIENCE attempts, so that it ends.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

enum { SEATS = 16, PATIENCE = 3 };

static pthread_mutex_t forks[SEATS + 1]; /* [i] lies to the left of philosopher i */
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

static bool take_both(const struct lab_actor *self)
{
    pthread_mutex_lock(left_of(self));                      /* expect: lock-order inversion */
    bool both = pthread_mutex_trylock(right_of(self)) == 0; /* expect: lock-order inversion */
    if (!both)
        pthread_mutex_unlock(left_of(self));
    return both;
}

static void eat(const struct lab_actor *self)
{
    int attempts = 1;
    while (!take_both(self))
        if (++attempts > PATIENCE)
            return; /* hungry */
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

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->threads * run->increments};
    for (long i = 0; i < run->threads; i++)
        seen.actual += meals[i];
    snprintf(seen.label, sizeof seen.label, "%ld left hungry", seen.expected - seen.actual);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "who does not get both forks puts down and tries again",
    .bug = "livelock",
    .cwe = 835,
    .place = 5,
    .max_threads = SEATS,
    .actors = {dine},
    .open = open_table,
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
    /* helgrind treats a try like a wait, and warns of a deadlock that cannot be. */
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .helgrind = FINDING_LOCK_ORDER,
               .explore = FINDING_WRONG_OUTCOME},
};

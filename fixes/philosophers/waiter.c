/* A waiter gives both forks together or none: nobody ever holds one fork and
 * waits for the other.
 *
 * The forks are no locks any more, but facts that the waiter's lock guards. What
 * it costs: everybody goes through the waiter, twice a meal, and a philosopher
 * whose neighbours eat in turn may wait for long.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

enum { SEATS = 16 };

static pthread_mutex_t waiter = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t put_down = PTHREAD_COND_INITIALIZER;
static bool taken[SEATS + 1]; /* fork [i] lies to the left of philosopher i; guarded by waiter */
static long meals[SEATS];     /* per philosopher */

static long left_of(const struct lab_actor *self)
{
    return self->index;
}

/* A philosopher alone has two forks, like everybody. */
static long right_of(const struct lab_actor *self)
{
    return self->threads == 1 ? 1 : (self->index + 1) % self->threads;
}

/* Both forks or none. */
static void take_both(long left, long right)
{
    pthread_mutex_lock(&waiter);
    while (taken[left] || taken[right])
        pthread_cond_wait(&put_down, &waiter);
    taken[left] = taken[right] = true;
    pthread_mutex_unlock(&waiter);
}

static void put_both(long left, long right)
{
    pthread_mutex_lock(&waiter);
    taken[left] = taken[right] = false;
    pthread_cond_broadcast(&put_down); /* two neighbours may wait */
    pthread_mutex_unlock(&waiter);
}

static void eat(const struct lab_actor *self)
{
    take_both(left_of(self), right_of(self));
    meals[self->index]++;
    put_both(left_of(self), right_of(self));
}

static void dine(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        eat(self);
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
    .title = "a waiter gives both forks together or none",
    .cure = "mutex",
    .place = 2,
    .max_threads = SEATS,
    .actors = {dine},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
};

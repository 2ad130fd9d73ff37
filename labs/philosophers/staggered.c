/* Question: philosopher 1 sits down a hundred microseconds after philosopher 0,
 * philosopher 2 another hundred later, so that no two reach for a fork at the
 * same time. Is the deadlock gone?
 *
 * No, only rarer. Nothing orders the end of a sleep after anything: a thread may
 * be held up between its two forks for longer than the others sleep. A dinner
 * that has worked a million times hangs on the day the machine is busy.
 */
#include "lab.h"

#include <pthread.h>
#include <unistd.h>

enum { SEATS = 16 };

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

static void eat(const struct lab_actor *self)
{
    pthread_mutex_lock(left_of(self));  /* expect: lock-order inversion, deadlock */
    pthread_mutex_lock(right_of(self)); /* expect: lock-order inversion, deadlock */
    meals[self->index]++;
    pthread_mutex_unlock(right_of(self));
    pthread_mutex_unlock(left_of(self));
}

static void dine(const struct lab_actor *self)
{
    usleep(100 * (unsigned)self->index);
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
    .title = "everybody sits down a little later than the one before",
    .bug = "deadlock (lock-order inversion)",
    .cwe = 833,
    .place = 2,
    .max_threads = SEATS,
    .hang_seconds = 1,
    .actors = {dine},
    .open = open_table,
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3},
    .expect = {.stress = LAB_RARELY_WRONG,
               .tsan = FINDING_LOCK_ORDER,
               .helgrind = FINDING_LOCK_ORDER,
               .explore = FINDING_DEADLOCK},
};

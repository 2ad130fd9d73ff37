/* The forks are numbered, and everybody takes the lower number first: the last
 * philosopher, between the highest fork and fork 0, reaches to the right first.
 * A ring of waiting would need somebody who holds a higher fork and waits for a
 * lower one. (E. W. Dijkstra, "Hierarchical Ordering of Sequential Processes",
 * Acta Informatica 1, 1971.)
 */
#include "lab.h"

#include <pthread.h>

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
    pthread_mutex_t *lower = left_of(self), *higher = right_of(self);
    if (lower > higher) {
        lower = right_of(self);
        higher = left_of(self);
    }
    pthread_mutex_lock(lower);
    pthread_mutex_lock(higher);
    meals[self->index]++;
    pthread_mutex_unlock(higher);
    pthread_mutex_unlock(lower);
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
    .title = "everybody takes the fork with the lower number first",
    .cure = "ordering",
    .place = 1,
    .max_threads = SEATS,
    .actors = {dine},
    .open = open_table,
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
};

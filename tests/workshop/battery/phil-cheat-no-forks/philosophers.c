/* refused: ate while a neighbour ate with the same fork */
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
    (void)left_of, (void)right_of;
    meals[self->index]++;
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
    .title = "everybody takes the left fork first",
    .bug = "deadlock (lock-order inversion)",
    .cwe = 833,
    .place = 1,
    .max_threads = SEATS,
    .hang_seconds = 1,
    .actors = {dine},
    .open = open_table,
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3},
    /* The ring is seen by those who see every philosopher eat; a program that hangs before that
     * is silent. */
    .expect = {.stress = LAB_HANGS,
               .tsan = FINDING_LOCK_ORDER,
               .helgrind = FINDING_LOCK_ORDER,
               .explore = FINDING_DEADLOCK},
};

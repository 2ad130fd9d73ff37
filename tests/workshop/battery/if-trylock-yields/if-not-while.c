/* proved */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static long stock; /* guarded by lock */
static long sold;  /* how often one was sold that was there; guarded by lock */

static void put(void)
{
    pthread_mutex_lock(&lock);
    stock++;
    pthread_cond_broadcast(&arrived);
    pthread_mutex_unlock(&lock);
}

static void take(void)
{
    for (;;) {
        if (pthread_mutex_trylock(&lock) == 0) {
            if (stock > 0)
                break;
            pthread_mutex_unlock(&lock);
        }
        sched_yield();
    }
    sold += stock > 0;
    stock--;
    pthread_mutex_unlock(&lock);
}

/* As many as the others take. */
static void deliver(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments * (self->threads - 1); i++)
        put();
}

static void sell(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        take();
}

static void reset(const struct lab_run *run)
{
    (void)run;
    stock = sold = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (run->threads - 1), .actual = sold};
    snprintf(seen.label, sizeof seen.label, "%ld sold that were not there", seen.expected - sold);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "an `if` around the wait, and everybody is woken",
    .bug = "wait without a loop (atomicity violation)",
    .cwe = 662,
    .place = 1,
    .max_threads = 4,
    .actors = {deliver, sell, sell, sell},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3},
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_ATOMICITY},
};

/* refused: has to wait for what the other threads do */
#include "lab.h"

#include <pthread.h>
#include <stdio.h>

enum { SLOTS = 1 };

struct buffer {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    long slots[SLOTS]; /* these and the rest: guarded by lock */
    long count;
    long in, out; /* how many were ever put and taken */
};

static struct buffer buffer = {.lock = PTHREAD_MUTEX_INITIALIZER,
                               .changed = PTHREAD_COND_INITIALIZER};
static long received; /* items that came out as they went in; guarded by buffer.lock */

static void put(long item)
{
    pthread_mutex_lock(&buffer.lock);
    while (buffer.count == SLOTS)
        pthread_cond_wait(&buffer.changed, &buffer.lock);
    buffer.slots[buffer.in++ % SLOTS] = item;
    buffer.count++;
    pthread_cond_signal(&buffer.changed);
    pthread_mutex_unlock(&buffer.lock);
}

static void take(void)
{
    pthread_mutex_lock(&buffer.lock);
    while (buffer.count == 0)
        pthread_cond_wait(&buffer.changed, &buffer.lock);
    received += buffer.slots[buffer.out % SLOTS] == buffer.out + 1;
    buffer.out++;
    buffer.count--;
    pthread_cond_signal(&buffer.changed);
    pthread_mutex_unlock(&buffer.lock);
}

/* Items 1, 2, 3 and so on, as many as the others take. */
static void produce(const struct lab_actor *self)
{
    for (long i = 1; i <= self->increments * (self->threads - 1); i++)
        (void)put, (void)take;
}

static void consume(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_mutex_lock(&buffer.lock);
        received++;
        pthread_mutex_unlock(&buffer.lock);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    buffer.count = buffer.in = buffer.out = received = 0;
}

/* Hangs are for the harness to see; in a trial that ends all must have arrived. */
static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (run->threads - 1),
                               .actual = received};
    snprintf(seen.label, sizeof seen.label, "%ld lost", seen.expected - seen.actual);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one condition variable for both sides, and a signal",
    .bug = "lost wakeup (signal to the wrong one)",
    .cwe = 662,
    .place = 1,
    .max_threads = 4,
    .hang_seconds = 1,
    .actors = {produce, consume, consume, consume},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
    .expect = {.stress = LAB_HANGS, .explore = FINDING_LOST_WAKEUP},
};

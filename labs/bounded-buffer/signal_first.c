/* Question: the signal is given first, before the lock is taken: whoever wakes needs
 * the lock, and while they wake up we are done. Does everybody get through?
 *
 * No. A signal that comes before the change announces nothing: the woken thread
 * may look before we have changed anything, and wait again; or it has not even
 * begun to wait. The change comes after that, and nobody is told of it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdio.h>

enum { SLOTS = 1 };

struct buffer {
    pthread_mutex_t lock;
    pthread_cond_t not_full, not_empty;
    long slots[SLOTS]; /* these and the rest: guarded by lock */
    long count;
    long in, out; /* how many were ever put and taken */
};

static struct buffer buffer = {.lock = PTHREAD_MUTEX_INITIALIZER,
                               .not_full = PTHREAD_COND_INITIALIZER,
                               .not_empty = PTHREAD_COND_INITIALIZER};
static long received; /* items that came out as they went in; guarded by buffer.lock */

static void put(long item)
{
    pthread_cond_signal(&buffer.not_empty); /* expect: lock misuse */
    pthread_mutex_lock(&buffer.lock);
    while (buffer.count == SLOTS)
        pthread_cond_wait(&buffer.not_full, &buffer.lock); /* expect: lost wakeup */
    buffer.slots[buffer.in++ % SLOTS] = item;
    buffer.count++;
    pthread_mutex_unlock(&buffer.lock);
}

static void take(void)
{
    pthread_cond_signal(&buffer.not_full); /* expect: lock misuse */
    pthread_mutex_lock(&buffer.lock);
    while (buffer.count == 0)
        pthread_cond_wait(&buffer.not_empty, &buffer.lock); /* expect: lost wakeup */
    received += buffer.slots[buffer.out % SLOTS] == buffer.out + 1;
    buffer.out++;
    buffer.count--;
    pthread_mutex_unlock(&buffer.lock);
}

/* Items 1, 2, 3 and so on, as many as the others take. */
static void produce(const struct lab_actor *self)
{
    for (long i = 1; i <= self->increments * (self->threads - 1); i++)
        put(i);
}

static void consume(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        take();
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
    .title = "the signal is given before the change",
    .bug = "lost wakeup (signal before the change)",
    .cwe = 662,
    .place = 3,
    .max_threads = 4,
    .hang_seconds = 1,
    .actors = {produce, consume, consume, consume},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
    .expect = {.stress = LAB_HANGS,
               .helgrind = FINDING_LOCK_MISUSE,
               .explore = FINDING_LOST_WAKEUP},
};

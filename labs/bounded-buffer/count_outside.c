/* Question: nobody waits with the lock held any more. The count is looked at without
 * it, again and again, and the lock is taken when there is something to do. Does
 * every item arrive?
 *
 * No. Two consumers see the same item, and take the lock one after the other: the
 * second one takes from an empty buffer. And to look at the count without the
 * lock is a data race.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>

enum { SLOTS = 1 };

struct buffer {
    pthread_mutex_t lock;
    long slots[SLOTS]; /* these and the rest: guarded by lock */
    long count;
    long in, out; /* how many were ever put and taken */
};

static struct buffer buffer = {.lock = PTHREAD_MUTEX_INITIALIZER};
static long received; /* items that came out as they went in; guarded by buffer.lock */

static void put(long item)
{
    while (buffer.count == SLOTS) /* expect: data race */
        sched_yield();
    pthread_mutex_lock(&buffer.lock);
    buffer.slots[buffer.in++ % SLOTS] = item;
    buffer.count++; /* expect: data race */
    pthread_mutex_unlock(&buffer.lock);
}

static void take(void)
{
    while (buffer.count == 0) /* expect: data race */
        sched_yield();
    pthread_mutex_lock(&buffer.lock);
    received += buffer.slots[buffer.out % SLOTS] == buffer.out + 1;
    buffer.out++;
    buffer.count--; /* expect: data race */
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
    .title = "the count is looked at without the lock",
    .bug = "data race, check-then-act",
    .cwe = 820,
    .place = 4,
    .max_threads = 4,
    .hang_seconds = 1,
    .actors = {produce, consume, consume, consume},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
    .expect = {.stress = LAB_RARELY_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_DATA_RACE},
};

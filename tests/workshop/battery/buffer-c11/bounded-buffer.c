/* proved */
#include "lab.h"

#include <threads.h>
#include <stdio.h>

enum { SLOTS = 1 };

struct buffer {
    mtx_t lock;
    cnd_t not_full, not_empty;
    long slots[SLOTS]; /* these and the rest: guarded by lock */
    long count;
    long in, out; /* how many were ever put and taken */
};

static struct buffer buffer = {.lock = {{0}}, .not_full = {{0}}, .not_empty = {{0}}};
static long received; /* items that came out as they went in; guarded by buffer.lock */

static void put(long item)
{
    mtx_lock(&buffer.lock);
    while (buffer.count == SLOTS)
        cnd_wait(&buffer.not_full, &buffer.lock);
    buffer.slots[buffer.in++ % SLOTS] = item;
    buffer.count++;
    cnd_signal(&buffer.not_empty);
    mtx_unlock(&buffer.lock);
}

static void take(void)
{
    mtx_lock(&buffer.lock);
    while (buffer.count == 0)
        cnd_wait(&buffer.not_empty, &buffer.lock);
    received += buffer.slots[buffer.out % SLOTS] == buffer.out + 1;
    buffer.out++;
    buffer.count--;
    cnd_signal(&buffer.not_full);
    mtx_unlock(&buffer.lock);
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
    .title = "a condition variable for each side",
    .cure = "mutex",
    .place = 1,
    .max_threads = 4,
    .actors = {produce, consume, consume, consume},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 3, .increments = 100},
};

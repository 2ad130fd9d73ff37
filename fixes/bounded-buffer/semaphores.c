/* One semaphore counts the free slots, another the items; to wait for one and to
 * claim it is one step. The lock guards the slots themselves, and is never held
 * while waiting. (E. W. Dijkstra, "Cooperating Sequential Processes", 1965.)
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { SLOTS = 1 };

struct buffer {
    pthread_mutex_t lock;
    sem_t free, used;
    long slots[SLOTS]; /* these and the rest: guarded by lock */
    long in, out;      /* how many were ever put and taken */
};

static struct buffer buffer = {.lock = PTHREAD_MUTEX_INITIALIZER};
static long received; /* items that came out as they went in; guarded by buffer.lock */

static void claim(sem_t *semaphore)
{
    while (sem_wait(semaphore) != 0)
        ; /* a signal may end the wait early */
}

static void put(long item)
{
    claim(&buffer.free);
    pthread_mutex_lock(&buffer.lock);
    buffer.slots[buffer.in++ % SLOTS] = item;
    pthread_mutex_unlock(&buffer.lock);
    sem_post(&buffer.used);
}

static void take(void)
{
    claim(&buffer.used);
    pthread_mutex_lock(&buffer.lock);
    received += buffer.slots[buffer.out % SLOTS] == buffer.out + 1;
    buffer.out++;
    pthread_mutex_unlock(&buffer.lock);
    sem_post(&buffer.free);
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

static void open_buffer(const struct lab_run *run)
{
    (void)run;
    sem_init(&buffer.free, 0, SLOTS);
    sem_init(&buffer.used, 0, 0);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    buffer.in = buffer.out = received = 0;
}

/* Hangs are for the harness to see; in a trial that ends all must have arrived. */
static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (run->threads - 1),
                               .actual = received};
    snprintf(seen.label, sizeof seen.label, "%ld lost", seen.expected - seen.actual);
    return seen;
}

static void close_buffer(const struct lab_run *run)
{
    (void)run;
    sem_destroy(&buffer.used);
    sem_destroy(&buffer.free);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a semaphore counts the free slots, another the items",
    .cure = "mutex",
    .place = 3,
    .max_threads = 4,
    .actors = {produce, consume, consume, consume},
    .open = open_buffer,
    .reset = reset,
    .check = check,
    .close = close_buffer,
    .defaults = {.threads = 3, .increments = 100},
};

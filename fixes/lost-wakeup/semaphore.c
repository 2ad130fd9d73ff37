/* A semaphore remembers: a post before the wait is still there when the wait comes.
 * It is a number and its condition variable in one.
 */
#include "lab.h"

#include <semaphore.h>
#include <stdlib.h>

struct event {
    sem_t happened; /* how often it happened and nobody has seen it yet */
};

static struct event *events; /* as many as increments, awaited one after another */

static void announce(struct event *event)
{
    sem_post(&event->happened);
}

static void await(struct event *event)
{
    while (sem_wait(&event->happened) != 0)
        ; /* a signal may end the wait early */
}

/* With one thread there is only the one who announces. */
static void announce_all(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        announce(&events[i]);
}

static void await_all(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        await(&events[i]);
}

static void open_events(const struct lab_run *run)
{
    events = calloc((size_t)run->increments, sizeof *events);
    if (!events)
        exit(4);
    for (long i = 0; i < run->increments; i++) {
        sem_init(&events[i].happened, 0, 0);
    }
}

/* What can go wrong is a hang, and that is for the harness to see. */
static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->increments, .actual = run->increments};
}

static void close_events(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++) {
        sem_destroy(&events[i].happened);
    }
    free(events);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a semaphore, which remembers",
    .cure = "latch",
    .place = 2,
    .max_threads = 2,
    .actors = {announce_all, await_all},
    .open = open_events,
    .check = check,
    .close = close_events,
    .defaults = {.threads = 2},
};

/* proved */
#include "lab.h"

#include <threads.h>
#include <stdlib.h>

struct event {
    int announced;
    mtx_t lock;
    cnd_t changed;
};

static struct event *events; /* as many as increments, awaited one after another */

static void announce(struct event *event)
{
    mtx_lock(&event->lock);
    event->announced = 1;
    cnd_signal(&event->changed);
    mtx_unlock(&event->lock);
}

static void await(struct event *event)
{
    mtx_lock(&event->lock);
    while (!event->announced)
        cnd_wait(&event->changed, &event->lock);
    mtx_unlock(&event->lock);
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
        mtx_init(&events[i].lock, mtx_plain);
        cnd_init(&events[i].changed);
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
        cnd_destroy(&events[i].changed);
        mtx_destroy(&events[i].lock);
    }
    free(events);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a signal, a wait, and nothing that says what happened",
    .bug = "lost wakeup (no predicate)",
    .cwe = 662,
    .place = 1,
    .max_threads = 2,
    .hang_seconds = 2,
    .actors = {announce_all, await_all},
    .open = open_events,
    .check = check,
    .close = close_events,
    .defaults = {.threads = 2, .increments = 1},
    .expect = {.stress = LAB_HANGS, .explore = FINDING_LOST_WAKEUP},
};

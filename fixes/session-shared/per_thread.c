/* Every thread has a session of its own, which no other can reach: no lock, and as
 * many requests at a time as there are threads. The name stays the same, so the
 * rest of the program need not know.
 *
 * What it costs: as many sessions, with their connections, as threads, used or
 * not; and a count over all of them has to be merged at the end. A thread that
 * goes from one job to the next takes its session, and its cookies, along.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>

/* What a client keeps of its talk with one server. */
struct session {
    long requests; /* so far */
    long asked;    /* the page that was asked for last */
    long buffer;   /* what has come in */
};

static _Thread_local struct session session; /* opened by each thread for itself */
static atomic_long requests;                 /* of all of them */
static atomic_long mixed_up;                 /* answers to somebody else's question */

/* Stands for the network and the server: the answer to a question. */
static long server(long page)
{
    return page * 10;
}

static long fetch(struct session *with, long page)
{
    with->asked = page;
    with->requests++;
    with->buffer = server(with->asked);
    return with->buffer;
}

static void download(const struct lab_actor *self)
{
    session = (struct session){.requests = 0};
    for (long i = 0; i < self->increments; i++) {
        long page = self->index * self->increments + i;
        if (fetch(&session, page) != page * 10)
            atomic_fetch_add_explicit(&mixed_up, 1, memory_order_relaxed);
    }
    atomic_fetch_add_explicit(&requests, session.requests, memory_order_relaxed);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    atomic_store(&requests, 0);
    atomic_store(&mixed_up, 0);
}

/* Right: as many requests as were made, and every answer to the one who asked. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments, wrong = atomic_load(&mixed_up);
    long counted = atomic_load(&requests);
    struct lab_outcome seen = {.expected = all, .actual = counted - wrong};
    snprintf(seen.label, sizeof seen.label, "%ld mixed up, %ld not counted", wrong, all - counted);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a session for each thread",
    .cure = "confinement",
    .place = 2,
    .actors = {download},
    .reset = reset,
    .check = check,
};

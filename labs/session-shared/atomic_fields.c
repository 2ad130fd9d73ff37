/* Question: ThreadSanitizer complained about the session's three fields, so they
 * are atomic now, and it is silent. Does each worker get its own pages?
 *
 * No. No request gets lost in the count any more; the answers are mixed up as
 * before. A request is a question and its answer, and in between another worker
 * asks something else. The silence means that there is no data race.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>

/* What a client keeps of its talk with one server. */
struct session {
    atomic_long requests; /* so far */
    atomic_long asked;    /* the page that was asked for last */
    atomic_long buffer;   /* what has come in */
};

static struct session session;
static atomic_long mixed_up; /* answers to somebody else's question */

/* Stands for the network and the server: the answer to a question. */
static long server(long page)
{
    return page * 10;
}

static long fetch(struct session *with, long page)
{
    atomic_store(&with->asked, page); /* expect: atomicity violation */
    atomic_fetch_add(&with->requests, 1);
    long answer = server(atomic_load(&with->asked)); /* expect: atomicity violation */
    atomic_store(&with->buffer, answer);             /* expect: atomicity violation */
    return atomic_load(&with->buffer);               /* expect: atomicity violation */
}

static void download(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long page = self->index * self->increments + i;
        if (fetch(&session, page) != page * 10)
            atomic_fetch_add_explicit(&mixed_up, 1, memory_order_relaxed);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    atomic_store(&session.requests, 0);
    atomic_store(&mixed_up, 0);
}

/* Right: as many requests as were made, and every answer to the one who asked. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments, wrong = atomic_load(&mixed_up);
    long counted = atomic_load(&session.requests);
    struct lab_outcome seen = {.expected = all, .actual = counted - wrong};
    snprintf(seen.label, sizeof seen.label, "%ld mixed up, %ld not counted", wrong, all - counted);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "every field of the shared session is atomic",
    .bug = "atomicity violation",
    .cwe = 821,
    .place = 2,
    .actors = {download},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_ATOMICITY},
};

/* proved */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>

/* What a client keeps of its talk with one server. */
struct session {
    long requests; /* so far */
    long asked;    /* the page that was asked for last */
    long buffer;   /* what has come in */
};

static struct session sessions[64];
static atomic_long mixed_up; /* answers to somebody else's question */

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
    for (long i = 0; i < self->increments; i++) {
        long page = self->index * self->increments + i;
        if (fetch(&sessions[self->index], page) != page * 10)
            atomic_fetch_add_explicit(&mixed_up, 1, memory_order_relaxed);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    for (int i = 0; i < 64; i++)
        sessions[i] = (struct session){.requests = 0};
    atomic_store(&mixed_up, 0);
}

/* Right: as many requests as were made, and every answer to the one who asked. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments, wrong = atomic_load(&mixed_up);
    struct session session = {.requests = 0};
    for (int i = 0; i < 64; i++)
        session.requests += sessions[i].requests;
    struct lab_outcome seen = {.expected = all, .actual = session.requests - wrong};
    snprintf(seen.label, sizeof seen.label, "%ld mixed up, %ld not counted", wrong,
             all - session.requests);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one session for all download threads",
    .bug = "data race, atomicity violation",
    .cwe = 362,
    .place = 1,
    .actors = {download},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};

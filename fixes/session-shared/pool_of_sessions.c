/* Who makes a request borrows a session and gives it back afterwards; in between
 * it is his alone. Many threads get by with few sessions, and the number of
 * sessions says how many requests the server sees at a time.
 *
 * What it costs: a lock twice per request, for a moment, and not while waiting
 * for the server. Who finds no session waits. A session that somebody forgets
 * to give back is gone, and with the last one the program stands still.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

/* What a client keeps of its talk with one server. */
struct session {
    long requests; /* so far */
    long asked;    /* the page that was asked for last */
    long buffer;   /* what has come in */
};

enum { SESSIONS = 2 };

static struct session sessions[SESSIONS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t returned = PTHREAD_COND_INITIALIZER;
static struct session *at_rest[SESSIONS]; /* guarded by lock, as is their number */
static int resting;

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

/* The session is the caller's alone until it is given back. */
static struct session *borrow(void)
{
    pthread_mutex_lock(&lock);
    while (resting == 0)
        pthread_cond_wait(&returned, &lock);
    struct session *session = at_rest[--resting];
    pthread_mutex_unlock(&lock);
    return session;
}

static void give_back(struct session *session)
{
    pthread_mutex_lock(&lock);
    at_rest[resting++] = session;
    pthread_cond_signal(&returned);
    pthread_mutex_unlock(&lock);
}

static void download(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long page = self->index * self->increments + i;
        struct session *session = borrow();
        if (fetch(session, page) != page * 10)
            atomic_fetch_add_explicit(&mixed_up, 1, memory_order_relaxed);
        give_back(session);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    for (resting = 0; resting < SESSIONS; resting++) {
        sessions[resting] = (struct session){.requests = 0};
        at_rest[resting] = &sessions[resting];
    }
    atomic_store(&mixed_up, 0);
}

/* Right: as many requests as were made, and every answer to the one who asked. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments, wrong = atomic_load(&mixed_up);
    long counted = 0;
    for (int i = 0; i < SESSIONS; i++)
        counted += sessions[i].requests;
    struct lab_outcome seen = {.expected = all, .actual = counted - wrong};
    snprintf(seen.label, sizeof seen.label, "%ld mixed up, %ld not counted", wrong, all - counted);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a pool of sessions, borrowed for a request",
    .cure = "ownership",
    .place = 3,
    .actors = {download},
    .reset = reset,
    .check = check,
};

/* Question: the session has a lock now, and every one of its functions takes it:
 * it is "thread-safe". Does each worker get its own pages?
 *
 * No. Each call is whole, and a request is two calls. Between ask() and answer()
 * the lock is free, and another worker asks. Thread-safe says of an object that
 * it survives; it does not say that what you do with it in several steps is one.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

/* What a client keeps of its talk with one server. */
struct session {
    pthread_mutex_t lock; /* guards the rest */
    long requests;        /* so far */
    long asked;           /* the page that was asked for last */
    long buffer;          /* what has come in */
};

static struct session session = {.lock = PTHREAD_MUTEX_INITIALIZER};
static atomic_long mixed_up; /* answers to somebody else's question */

/* Stands for the network and the server: the answer to a question. */
static long server(long page)
{
    return page * 10;
}

static void ask(struct session *with, long page)
{
    pthread_mutex_lock(&with->lock);
    with->asked = page; /* expect: atomicity violation */
    with->requests++;
    pthread_mutex_unlock(&with->lock);
}

static long answer(struct session *with)
{
    pthread_mutex_lock(&with->lock);
    with->buffer = server(with->asked); /* expect: atomicity violation */
    long came = with->buffer;
    pthread_mutex_unlock(&with->lock);
    return came;
}

static long fetch(struct session *with, long page)
{
    ask(with, page);
    return answer(with);
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
    session.requests = 0;
    atomic_store(&mixed_up, 0);
}

/* Right: as many requests as were made, and every answer to the one who asked. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments, wrong = atomic_load(&mixed_up);
    struct lab_outcome seen = {.expected = all, .actual = session.requests - wrong};
    snprintf(seen.label, sizeof seen.label, "%ld mixed up, %ld not counted", wrong,
             all - session.requests);
    return seen;
}

const struct lab lab = {
    .file = __FILE__,
    .title = "every call of the shared session takes its lock",
    .bug = "atomicity violation",
    .cwe = 821,
    .place = 3,
    .actors = {download},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_ATOMICITY},
};

/* One lock, held from the question until the answer has been taken out: a request
 * is one step for everybody else.
 *
 * It is right, and it takes back what the threads were for: while one waits for
 * the server, all others wait for the lock. With one session there is one
 * request at a time, however many threads there are.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

/* What a client keeps of its talk with one server. */
struct session {
    pthread_mutex_t lock; /* held from the question to the answer */
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

static long fetch(struct session *with, long page)
{
    pthread_mutex_lock(&with->lock);
    with->asked = page;
    with->requests++;
    with->buffer = server(with->asked);
    long answer = with->buffer;
    pthread_mutex_unlock(&with->lock);
    return answer;
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
    .title = "one session, locked from the question to the answer",
    .cure = "mutex",
    .place = 1,
    .actors = {download},
    .reset = reset,
    .check = check,
};

/* One thread owns the buffer, and does what the others ask for, one request after
 * another. A request that cannot be granted yet, put into a full buffer or take
 * from an empty one, stays with the owner until it can; whoever asked waits for the
 * answer. There is no lock and nobody to signal: every request ends with a look
 * at what can be granted now.
 */
#include "lab.h"

#include "future.h"
#include "owner.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 1 };

struct request {
    struct post post;
    struct request *next;
    struct future granted;
    long item; /* what is put; 0: to take one */
};

static struct owner owner;

/* The owner's alone. */
static long slots[SLOTS], count, in, out, received;
static struct request *waiting; /* asked for, and not granted yet */

static bool grant(struct request *request)
{
    if (count == (request->item ? SLOTS : 0))
        return false;
    if (request->item) {
        slots[in++ % SLOTS] = request->item;
        count++;
    } else {
        received += slots[out % SLOTS] == out + 1;
        out++;
        count--;
    }
    future_set(&request->granted, NULL);
    return true;
}

/* Grants what can be granted, from the beginning again after each that was. */
static void serve(void)
{
    struct request **at = &waiting;
    while (*at) {
        struct request *next = (*at)->next;
        if (grant(*at)) {
            *at = next;
            at = &waiting;
        } else {
            at = &(*at)->next;
        }
    }
}

static void ask(struct post *post)
{
    struct request *request = CONTAINER(post, struct request, post);
    request->next = waiting;
    waiting = request;
    serve();
}

/* Blocks until the owner has granted it. */
static void request(long item)
{
    struct request mine = {.post = {.run = ask}, .item = item};
    future_init(&mine.granted);
    loop_post(&owner.loop, &mine.post);
    future_wait(&mine.granted, NULL);
    future_release(&mine.granted);
}

static void put(long item)
{
    request(item);
}

static void take(void)
{
    request(0);
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

static void open_owner(const struct lab_run *run)
{
    (void)run;
    if (owner_start(&owner) != 0)
        exit(4);
}

static void clear(void *unused)
{
    (void)unused;
    count = in = out = received = 0;
}

static void reset(const struct lab_run *run)
{
    (void)run;
    owner_call(&owner, clear, NULL);
}

static void read_into(void *answer)
{
    *(long *)answer = received;
}

/* Hangs are for the harness to see; in a trial that ends all must have arrived. */
static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (run->threads - 1)};
    owner_call(&owner, read_into, &seen.actual);
    snprintf(seen.label, sizeof seen.label, "%ld lost", seen.expected - seen.actual);
    return seen;
}

static void close_owner(const struct lab_run *run)
{
    (void)run;
    owner_stop(&owner);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one thread owns the buffer and grants requests",
    .cure = "ownership",
    .place = 4,
    .max_threads = 4,
    .actors = {produce, consume, consume, consume},
    .open = open_owner,
    .reset = reset,
    .check = check,
    .close = close_owner,
    .defaults = {.threads = 2, .increments = 100},
};

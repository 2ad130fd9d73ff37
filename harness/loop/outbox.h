/* outbox.h: how one thread posts many small calls to a loop without memory for
 * each, and without ever filling memory.
 *
 * A post must stay until it has run. An outbox is a ring of posts that its
 * thread uses over and over: since a loop runs the posts of one thread in
 * order, a count of those that have run says which may be used again. A call
 * costs what loop_post() costs, and the loop can see it as soon as
 * outbox_post() returns: nothing is held back to be sent in bulk.
 *
 * Back-pressure: a thread that posts faster than the loop works sleeps when its
 * ring is full. So memory stays what it is, 40 bytes a slot.
 *
 * All functions are for the one posting thread, which must not be the loop's
 * own (it would wait for itself; it has loop_soon()).
 */
#ifndef RACELAB_LOOP_OUTBOX_H
#define RACELAB_LOOP_OUTBOX_H

#include "loop.h"

struct outbox;

/* One call on its way. */
struct call {
    struct post post;
    struct outbox *box;
    void (*run)(void *argument);
    void *argument;
};

struct outbox {
    /* the poster's */
    struct loop *loop;
    struct call *calls; /* the slot of the n-th call is n modulo slots */
    size_t slots;       /* a power of two */
    size_t sent;        /* how many calls were posted */
    size_t room;        /* how many may be, as far as the poster knows */

    /* the loop's */
    alignas(CACHE_LINE) atomic_size_t ran; /* how many calls have run; the loop writes it */
    struct post end;                       /* what a drain posts behind all calls */
    pthread_mutex_t lock;                  /* guards the rest */
    pthread_cond_t progress;               /* one of them has changed */
    size_t reported;                       /* at least so many have run */
    bool drained;                          /* `end` has run */
};

/* The ring is the caller's; `slots` is a power of two. Cannot fail. */
void outbox_init(struct outbox *box, struct loop *loop, struct call *calls, size_t slots);

/* The loop will call run(argument). Blocks while the ring is full. 0; or
 * -ESHUTDOWN when the loop is closed, and the call is forgotten. */
int outbox_post(struct outbox *box, void (*run)(void *argument), void *argument);

/* Blocks until everything posted has run; what it wrote is then visible. */
void outbox_drain(struct outbox *box);

/* Drains first. */
void outbox_release(struct outbox *box);

#endif

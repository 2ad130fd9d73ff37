/* outbox.h: how one thread posts many small calls to a loop: fast, without
 * memory for each, and without ever filling memory.
 *
 * With loop_post() all threads swap one word, and each swap waits until no other
 * core has it. An outbox is a queue from one thread to the loop, so nobody has
 * to swap anything: a post writes a slot and then a count, `sent`, and the loop
 * runs whatever lies between the counts `ran` and `sent` (Lamport, Proving the
 * Correctness of Multiprocess Programs, 1977). The loop can see a call as soon
 * as outbox_post() returns: nothing is held back to be sent in bulk.
 *
 * The slots come in batches. The last slot of a batch is its jump: a call
 * without a function, whose argument is the batch that goes on. `ran` also tells
 * the poster which batches it has back, and it fills the one it got back last:
 * what is still in the cache. So a loop that keeps up works in two batches, and
 * one that was away for a while finds them all full.
 *
 * A queue tells nobody that there is something in it. In every turn the loop
 * looks into the outboxes that are busy, and forgets those that are not. `bell`
 * says which:
 *   BELL_SILENT  the loop does not look: who posts must ring, by a loop_post()
 *                that makes it look, and wakes it if it sleeps
 *   BELL_RUNG    the loop looks; there is nothing to do but to fill slots
 *   BELL_CLOSED  the loop looks for the last time, or has; once `left` is set,
 *                `ran` says what it found
 * The poster rings; the loop makes the bell silent, and rings by itself when it
 * sees a call that came at that moment.
 *
 * For that the poster writes `sent` and then reads `bell`, while the loop writes
 * `bell` and then reads `sent`: one of them must see what the other wrote
 * (Dekker). A processor swaps a write and a later read unless it is told not to;
 * barrier.h tells it, at no cost for the poster.
 *
 * Back-pressure: a thread that posts faster than the loop works sleeps when all
 * slots are full, until half of them have run. So memory stays what it is, 16
 * bytes a slot.
 *
 * All functions are for the one posting thread, which must not be the loop's
 * own (it would wait for itself; it has loop_soon()).
 */
#ifndef RACELAB_LOOP_OUTBOX_H
#define RACELAB_LOOP_OUTBOX_H

#include "loop.h"

/* One call on its way. */
struct call {
    void (*run)(void *argument); /* NULL: a jump */
    void *argument;
};

enum bell { BELL_SILENT, BELL_RUNG, BELL_CLOSED };

enum { OUTBOX_SLOTS_LEAST = 4, OUTBOX_BATCH_MOST = 512 };

struct outbox {
    /* the poster's */
    struct loop *loop;
    bool asymmetric;     /* barrier_everywhere() works; never changes */
    bool watched;        /* by helgrind; never changes */
    size_t length;       /* calls in a batch; its jump comes on top */
    size_t capacity;     /* calls in all batches */
    struct call *slot;   /* where the next call goes */
    struct call *end;    /* the jump of the batch that is being filled */
    struct call *oldest; /* the batch filled longest ago of those that are not back */
    size_t back;         /* how many calls were in all that came back so far */
    struct call *empty;  /* batches to fill, linked by the argument of their first slot */

    atomic_int bell;                        /* an enum bell; both write it, seldom */
    alignas(CACHE_LINE) atomic_size_t sent; /* calls posted; the poster writes it */
    alignas(CACHE_LINE) atomic_size_t ran;  /* calls run; the loop writes it */

    /* the loop's */
    struct call *next; /* what it runs next */
    struct post look;  /* makes it look here in its next turn */
    size_t patience;   /* how often it will look in vain before it forgets this outbox */
    bool leaving;      /* the poster wants to be forgotten for good */

    alignas(CACHE_LINE) pthread_mutex_t lock; /* guards the rest */
    pthread_cond_t progress;                  /* one of them has changed, or `ran` has */
    size_t wanted;                            /* the poster sleeps until so many have run */
    bool drained;                             /* what was posted before the drain has run */
    bool left;                                /* the loop will not touch the outbox any more */
};

/* The slots, at least OUTBOX_SLOTS_LEAST, are the caller's; 1,024 fill the first
 * cache, 16,384 bridge the moments in which the loop gets no core. Cannot fail. */
void outbox_init(struct outbox *box, struct loop *loop, struct call *calls, size_t slots);

/* The loop will call run(argument). Blocks while all slots are full. 0; or
 * -ESHUTDOWN when the loop is closed or closes, and the call is forgotten. */
int outbox_post(struct outbox *box, void (*run)(void *argument), void *argument);

/* Blocks until everything posted has run; what it wrote is then visible. */
void outbox_drain(struct outbox *box);

/* Drains first. */
void outbox_release(struct outbox *box);

/* The loop's side (outbox_look.c). */
void outbox_look(struct post *look);

#endif

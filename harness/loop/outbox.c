/* The poster's side. */
#include "outbox.h"

#include "barrier.h"
#include "witness.h"

#include <errno.h>

static void link_batches(struct outbox *box, struct call *calls, size_t count, size_t size)
{
    for (size_t batch = count - 1; batch > 0; batch--) {
        calls[batch * size].argument = box->empty;
        box->empty = &calls[batch * size];
    }
}

void outbox_init(struct outbox *box, struct loop *loop, struct call *calls, size_t slots)
{
    size_t size = slots / 2 < OUTBOX_BATCH_MOST ? slots / 2 : OUTBOX_BATCH_MOST;
    *box = (struct outbox){.loop = loop,
                           .asymmetric = barrier_ready(),
                           .watched = WITNESS_WATCHES(),
                           .length = size - 1,
                           .capacity = slots / size * (size - 1),
                           .slot = calls,
                           .end = calls + size - 1,
                           .oldest = calls,
                           .next = calls,
                           .look = {.run = outbox_look}};
    link_batches(box, calls, slots / size, size);
    atomic_init(&box->bell, BELL_SILENT);
    atomic_init(&box->sent, 0);
    atomic_init(&box->ran, 0);
    WITNESS_ATOMIC(&box->bell);
    WITNESS_ATOMIC(&box->sent);
    WITNESS_ATOMIC(&box->ran);
    pthread_mutex_init(&box->lock, NULL);
    pthread_cond_init(&box->progress, NULL);
}

/* A batch is back when the loop has run a call beyond it: only then is it past
 * the jump. */
static void take_back(struct outbox *box)
{
    /* Acquire: pairs with the release in report(): the loop has read these slots. */
    size_t ran = atomic_load_explicit(&box->ran, memory_order_acquire);
    WITNESS_ACQUIRE(&box->ran);
    while (box->back + box->length < ran) {
        struct call *batch = box->oldest;
        box->oldest = batch[box->length].argument;
        box->back += box->length;
        batch->argument = box->empty;
        box->empty = batch;
    }
}

/* All batches are full. Half of them, not one, so as not to be woken for each.
 * What runs last of that half is in the batch behind those that come back. */
static void wait_for_room(struct outbox *box)
{
    pthread_mutex_lock(&box->lock);
    box->wanted = box->back + box->capacity / 2 + 1;
    /* Relaxed: the lock orders it, and take_back() looks again. */
    while (atomic_load_explicit(&box->ran, memory_order_relaxed) < box->wanted)
        pthread_cond_wait(&box->progress, &box->lock);
    pthread_mutex_unlock(&box->lock);
    take_back(box);
}

static void next_batch(struct outbox *box)
{
    take_back(box);
    if (!box->empty)
        wait_for_room(box);
    struct call *batch = box->empty;
    box->empty = batch->argument;
    *box->end = (struct call){.argument = batch}; /* the loop goes there with the next call */
    box->slot = batch;
    box->end = batch + box->length;
}

static void wait_for(struct outbox *box, const bool *flag)
{
    pthread_mutex_lock(&box->lock);
    while (!*flag && !box->left)
        pthread_cond_wait(&box->progress, &box->lock);
    pthread_mutex_unlock(&box->lock);
}

/* Makes the bell ring. The loop does not look, so if it refuses it never will:
 * nobody touches the outbox any more. */
static void ring(struct outbox *box)
{
    if (!loop_post(box->loop, &box->look))
        return;
    atomic_store_explicit(&box->bell, BELL_CLOSED, memory_order_relaxed);
    box->left = true;
}

/* The last call was posted while the loop closed. Did it find it? */
static int accepted(struct outbox *box, size_t sent)
{
    wait_for(box, &box->left);
    /* Relaxed: the lock orders it. */
    if (atomic_load_explicit(&box->ran, memory_order_relaxed) == sent)
        return 0;
    atomic_store_explicit(&box->sent, sent - 1, memory_order_relaxed);
    box->slot--;
    return -ESHUTDOWN;
}

/* Acquire and release: pairs with the exchange in set_bell(). */
static int ring_if_silent(struct outbox *box, size_t sent)
{
    int bell = BELL_SILENT;
    if (atomic_compare_exchange_strong_explicit(&box->bell, &bell, BELL_RUNG, memory_order_acq_rel,
                                                memory_order_acquire)) {
        WITNESS_ACQUIRE(&box->bell);
        ring(box);
        bell = atomic_load_explicit(&box->bell, memory_order_relaxed);
    }
    return bell == BELL_CLOSED ? accepted(box, sent) : 0;
}

/* Reads the bell after `sent` was written, in this order. Where the loop has no
 * barrier for others, both sides change the bell, if only from what it is to what
 * it is: whoever is second has read what the first one wrote, and so also sees
 * what that one wrote before. */
static int bell_after_sent(struct outbox *box)
{
    atomic_signal_fence(memory_order_seq_cst); /* for the compiler; pairs with set_bell() */
    if (box->asymmetric)
        return atomic_load_explicit(&box->bell, memory_order_relaxed);
    return atomic_fetch_or_explicit(&box->bell, 0, memory_order_acq_rel);
}

int outbox_post(struct outbox *box, void (*run)(void *argument), void *argument)
{
    if (box->slot == box->end)
        next_batch(box);
    *box->slot++ = (struct call){run, argument};
    if (box->watched)
        WITNESS_RELEASE(&box->sent);
    /* Relaxed: nobody else writes it. Release: pairs with the acquire in run_calls(). */
    size_t sent = atomic_load_explicit(&box->sent, memory_order_relaxed) + 1;
    atomic_store_explicit(&box->sent, sent, memory_order_release);
    return bell_after_sent(box) == BELL_RUNG ? 0 : ring_if_silent(box, sent);
}

/* Both are calls like any other, so they come after all others; refused, the
 * loop has left. */

static void drained(void *argument)
{
    struct outbox *box = argument;
    pthread_mutex_lock(&box->lock);
    box->drained = true;
    pthread_cond_signal(&box->progress);
    pthread_mutex_unlock(&box->lock);
}

static void leave(void *argument)
{
    ((struct outbox *)argument)->leaving = true;
}

void outbox_drain(struct outbox *box)
{
    box->drained = false; /* the loop knows nothing of this drain yet */
    outbox_post(box, drained, box);
    wait_for(box, &box->drained);
}

void outbox_release(struct outbox *box)
{
    outbox_post(box, leave, box);
    wait_for(box, &box->left);
    WITNESS_ATOMIC_END(&box->bell);
    WITNESS_ATOMIC_END(&box->sent);
    WITNESS_ATOMIC_END(&box->ran);
    WITNESS_MUTEX_DESTROY(&box->lock);
    pthread_cond_destroy(&box->progress);
}

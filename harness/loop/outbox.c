#include "outbox.h"

#include "witness.h"

#include <sched.h>

/* Tells the poster, should it wait, how many calls have run. */
static void report(struct outbox *box, size_t ran)
{
    pthread_mutex_lock(&box->lock);
    box->reported = ran;
    pthread_cond_signal(&box->progress);
    pthread_mutex_unlock(&box->lock);
}

/* On the loop's thread. Reports twice a round: a poster that finds the ring full
 * has at least one report to come. */
static void run_call(struct post *post)
{
    struct call *call = CONTAINER(post, struct call, post);
    struct outbox *box = call->box;
    call->run(call->argument);
    /* Relaxed: nobody else writes it. */
    size_t ran = atomic_load_explicit(&box->ran, memory_order_relaxed) + 1;
    if ((ran & (box->slots - 1) & ~(box->slots / 2)) == 0)
        report(box, ran);
    WITNESS_RELEASE(&box->ran);
    /* Release: pairs with the acquire in wait_for_closed_loop(). This is the
     * last touch: the outbox may be gone when it is the last call. */
    atomic_store_explicit(&box->ran, ran, memory_order_release);
}

static void run_end(struct post *post)
{
    struct outbox *box = CONTAINER(post, struct outbox, end);
    pthread_mutex_lock(&box->lock);
    box->drained = true;
    pthread_cond_signal(&box->progress);
    pthread_mutex_unlock(&box->lock);
}

void outbox_init(struct outbox *box, struct loop *loop, struct call *calls, size_t slots)
{
    *box = (struct outbox){
        .loop = loop, .calls = calls, .slots = slots, .room = slots, .end = {.run = run_end}};
    atomic_init(&box->ran, 0);
    WITNESS_ATOMIC(&box->ran);
    pthread_mutex_init(&box->lock, NULL);
    pthread_cond_init(&box->progress, NULL);
}

static void wait_for_room(struct outbox *box)
{
    pthread_mutex_lock(&box->lock);
    while (box->sent - box->reported == box->slots)
        pthread_cond_wait(&box->progress, &box->lock);
    box->room = box->reported + box->slots;
    pthread_mutex_unlock(&box->lock);
}

int outbox_post(struct outbox *box, void (*run)(void *argument), void *argument)
{
    if (box->sent == box->room)
        wait_for_room(box);
    struct call *call = &box->calls[box->sent & (box->slots - 1)];
    call->post.run = run_call;
    call->box = box;
    call->run = run;
    call->argument = argument;
    int error = loop_post(box->loop, &call->post);
    box->sent += !error;
    return error;
}

/* The loop takes nothing any more, but may still be busy with its last posts. */
static void wait_for_closed_loop(struct outbox *box)
{
    /* Acquire: pairs with the release in run_call(). */
    while (atomic_load_explicit(&box->ran, memory_order_acquire) != box->sent)
        sched_yield();
    WITNESS_ACQUIRE(&box->ran);
}

void outbox_drain(struct outbox *box)
{
    box->drained = false; /* the loop knows nothing of `end` yet */
    if (loop_post(box->loop, &box->end)) {
        wait_for_closed_loop(box);
        return;
    }
    pthread_mutex_lock(&box->lock);
    while (!box->drained)
        pthread_cond_wait(&box->progress, &box->lock);
    pthread_mutex_unlock(&box->lock);
}

void outbox_release(struct outbox *box)
{
    outbox_drain(box);
    WITNESS_ATOMIC_END(&box->ran);
    WITNESS_MUTEX_DESTROY(&box->lock);
    pthread_cond_destroy(&box->progress);
}

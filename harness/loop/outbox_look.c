/* The loop's side of an outbox. */
#include "barrier.h"
#include "outbox.h"
#include "relax.h"
#include "witness.h"

/* A look at `sent` takes its cache line away from the poster, and so does a look
 * at every slot that it is about to write. A loop that finds few calls comes too
 * close. */
enum { FEW_CALLS = 64 };

/* An outbox that was busy is looked at in vain for so many turns, some 30 us:
 * to be woken costs as much. It earns one turn by so many calls. */
enum { PATIENCE_MOST = 64, CALLS_PER_TURN = 8 };

/* Tells the poster, should it wait, how many calls have run. */
static void report(struct outbox *box, size_t ran)
{
    pthread_mutex_lock(&box->lock);
    WITNESS_RELEASE(&box->ran);
    /* Release: pairs with the acquire in take_back(). */
    atomic_store_explicit(&box->ran, ran, memory_order_release);
    if (ran >= box->wanted)
        pthread_cond_signal(&box->progress);
    pthread_mutex_unlock(&box->lock);
}

/* Runs what was sent so far; reports after every batch. Returns how many. */
static size_t run_calls(struct outbox *box)
{
    /* Acquire: pairs with the release in outbox_post(). */
    size_t sent = atomic_load_explicit(&box->sent, memory_order_acquire);
    WITNESS_ACQUIRE(&box->sent);
    /* Relaxed: nobody else writes it. */
    size_t first = atomic_load_explicit(&box->ran, memory_order_relaxed);
    struct call *next = box->next;
    for (size_t ran = first; ran != sent; ran++) {
        if (!next->run) {
            report(box, ran);
            next = next->argument;
        }
        next->run(next->argument);
        next++;
    }
    box->next = next;
    if (sent != first)
        report(box, sent);
    return sent - first;
}

/* Says that the loop looks no more, so that a call is either found by the look
 * that follows, or its poster sees this. Pairs with bell_after_sent(). */
static void set_bell(struct outbox *box, enum bell bell)
{
    WITNESS_RELEASE(&box->bell);
    atomic_exchange_explicit(&box->bell, (int)bell, memory_order_acq_rel);
    if (box->asymmetric)
        barrier_everywhere();
}

/* The last touch: the outbox may be gone when its poster learns of it. */
static void say_left(struct outbox *box)
{
    pthread_mutex_lock(&box->lock);
    box->left = true;
    pthread_cond_signal(&box->progress);
    pthread_mutex_unlock(&box->lock);
}

static void shut(struct outbox *box)
{
    set_bell(box, BELL_CLOSED);
    run_calls(box);
    say_left(box);
}

static bool has_calls(struct outbox *box)
{
    /* Relaxed: whoever runs them acquires them. */
    return atomic_load_explicit(&box->sent, memory_order_relaxed) !=
           atomic_load_explicit(&box->ran, memory_order_relaxed);
}

/* A call may come at this moment, and its poster ring or not: one of both does. */
static void forget(struct outbox *box)
{
    int silent = BELL_SILENT;
    set_bell(box, BELL_SILENT);
    if (has_calls(box) &&
        atomic_compare_exchange_strong_explicit(&box->bell, &silent, BELL_RUNG,
                                                memory_order_acq_rel, memory_order_acquire))
        loop_soon(box->loop, &box->look);
}

/* In the next turn again, unless there is no hope. */
static void look_again(struct outbox *box, size_t found)
{
    if (found == 0 && box->patience == 0) {
        forget(box);
        return;
    }
    loop_soon(box->loop, &box->look);
    box->patience += found / CALLS_PER_TURN;
    if (box->patience > PATIENCE_MOST)
        box->patience = PATIENCE_MOST;
    if (found < FEW_CALLS)
        leave_posters_alone();
    box->patience -= found == 0;
}

void outbox_look(struct post *look)
{
    struct outbox *box = CONTAINER(look, struct outbox, look);
    if (box->loop->closing) {
        shut(box);
        return;
    }
    size_t found = run_calls(box);
    if (box->leaving)
        say_left(box);
    else
        look_again(box, found);
}

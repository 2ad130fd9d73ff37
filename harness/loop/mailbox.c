#include "mailbox.h"

#include "witness.h"

#include <errno.h>
#include <time.h>

/* Two addresses that no post has. */
static struct post asleep, closed;
#define ASLEEP (&asleep)
#define CLOSED (&closed)

static int cond_init_monotonic(pthread_cond_t *cond)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    int error = pthread_cond_init(cond, &attributes);
    pthread_condattr_destroy(&attributes);
    return -error;
}

int mailbox_init(struct mailbox *box)
{
    int error = cond_init_monotonic(&box->woken);
    if (error)
        return error;
    box->watched = WITNESS_WATCHES();
    pthread_mutex_init(&box->lock, NULL);
    atomic_init(&box->head, NULL);
    WITNESS_ATOMIC(&box->head);
    return 0;
}

void mailbox_release(struct mailbox *box)
{
    WITNESS_ATOMIC_END(&box->head);
    WITNESS_MUTEX_DESTROY(&box->lock);
    pthread_cond_destroy(&box->woken);
}

/* The lock is held, so an owner that sleeps is inside pthread_cond_wait, and
 * leaves it only after we have let go of the lock: it cannot destroy the
 * mailbox under our hands, whatever the post makes it do. */
static int push_and_wake(struct mailbox *box, struct post *post)
{
    struct post *head = atomic_load_explicit(&box->head, memory_order_relaxed);
    do {
        if (head == CLOSED)
            return -ESHUTDOWN;
        post->next = head == ASLEEP ? NULL : head;
        if (box->watched)
            WITNESS_RELEASE(&box->head);
        /* Release: pairs with the acquire exchange in mailbox_take(). */
    } while (!atomic_compare_exchange_weak_explicit(&box->head, &head, post, memory_order_release,
                                                    memory_order_relaxed));
    if (head == ASLEEP)
        pthread_cond_signal(&box->woken);
    return 0;
}

int mailbox_push(struct mailbox *box, struct post *post)
{
    struct post *head = atomic_load_explicit(&box->head, memory_order_relaxed);
    do {
        if (head == ASLEEP || head == CLOSED) {
            pthread_mutex_lock(&box->lock);
            int error = push_and_wake(box, post);
            pthread_mutex_unlock(&box->lock);
            return error;
        }
        post->next = head;
        if (box->watched)
            WITNESS_RELEASE(&box->head);
        /* Release: pairs with the acquire exchange in mailbox_take(). Swaps by
         * other posters in between carry the release on (a release sequence),
         * so taking the newest post makes all of them visible. */
    } while (!atomic_compare_exchange_weak_explicit(&box->head, &head, post, memory_order_release,
                                                    memory_order_relaxed));
    return 0;
}

static struct post *oldest_first(struct post *newest)
{
    struct post *list = NULL;
    while (newest) {
        struct post *older = newest->next;
        newest->next = list;
        list = newest;
        newest = older;
    }
    return list;
}

/* Acquire: pairs with the release of the pushes. */
static struct post *swap_head(struct mailbox *box, struct post *head)
{
    struct post *taken = atomic_exchange_explicit(&box->head, head, memory_order_acquire);
    WITNESS_ACQUIRE(&box->head);
    return oldest_first(taken);
}

struct post *mailbox_take(struct mailbox *box)
{
    /* A look is cheaper than a swap, which takes the word away from the posters. */
    if (!atomic_load_explicit(&box->head, memory_order_relaxed))
        return NULL;
    return swap_head(box, NULL);
}

struct post *mailbox_close(struct mailbox *box)
{
    return swap_head(box, CLOSED);
}

static bool wait_until(struct mailbox *box, int64_t until)
{
    if (until == INT64_MAX)
        return pthread_cond_wait(&box->woken, &box->lock) == 0;
    struct timespec time = {.tv_sec = (time_t)(until / 1000000000),
                            .tv_nsec = (long)(until % 1000000000)};
    return pthread_cond_timedwait(&box->woken, &box->lock, &time) == 0;
}

void mailbox_sleep(struct mailbox *box, int64_t until)
{
    pthread_mutex_lock(&box->lock);
    struct post *head = NULL;
    /* Relaxed: nothing is published by falling asleep, and what a poster
     * publishes is acquired by mailbox_take(). */
    if (atomic_compare_exchange_strong_explicit(&box->head, &head, ASLEEP, memory_order_relaxed,
                                                memory_order_relaxed)) {
        while (atomic_load_explicit(&box->head, memory_order_relaxed) == ASLEEP)
            if (!wait_until(box, until))
                break;
        head = ASLEEP;
        atomic_compare_exchange_strong_explicit(&box->head, &head, NULL, memory_order_relaxed,
                                                memory_order_relaxed);
    }
    pthread_mutex_unlock(&box->lock);
}

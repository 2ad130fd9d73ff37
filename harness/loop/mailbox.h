/* mailbox.h: where any thread leaves posts for one thread, its owner.
 *
 * The mailbox is one word, `head`, the newest post of a linked list. To push
 * is to point the new post at the head and to swap it in; if another thread
 * was faster, try again. The owner never takes single posts: it swaps the
 * whole list against nothing, and turns it round so that the oldest comes
 * first. Since nobody but the owner takes, and the owner takes all, a post
 * cannot vanish and come back between a look and a swap: the ABA problem of
 * lock-free stacks does not arise.
 *
 * To wake a sleeper costs a system call, so posts wake the owner only when it
 * sleeps. `head` says so too:
 *   nothing   the owner is awake and will look again before it sleeps
 *   a post    the same; there is something to find
 *   ASLEEP    the owner sleeps, or is about to: whoever pushes must wake it
 *   CLOSED    the owner will never look again: nothing can be pushed
 * Because one word holds both, "empty, so I sleep" is one atomic step and no
 * post can slip in between.
 *
 * The lock is taken by the owner to sleep and by the one who wakes it, never
 * by a push to an owner that is awake.
 */
#ifndef RACELAB_LOOP_MAILBOX_H
#define RACELAB_LOOP_MAILBOX_H

#include "post.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { CACHE_LINE = 64 }; /* bytes; what is apart by this much is not fought over */

struct mailbox {
    alignas(CACHE_LINE) _Atomic(struct post *) head;
    alignas(CACHE_LINE) pthread_mutex_t lock;
    pthread_cond_t woken; /* on the monotonic clock */
    bool watched;         /* by helgrind; never changes */
};

/* Returns 0, or the negative errno of pthread_cond_init. */
int mailbox_init(struct mailbox *box);

/* Nobody may push any more, nor be about to. Closed or not makes no difference;
 * posts still inside stay with whoever owns their objects. */
void mailbox_release(struct mailbox *box);

/* Any thread. Returns 0, and the owner will find the post; or -ESHUTDOWN, and
 * the post is untouched, when the mailbox is closed. Never blocks for longer
 * than it takes the owner to fall asleep, never allocates. After it returned 0
 * the post may already have run, and may be gone. */
int mailbox_push(struct mailbox *box, struct post *post);

/* The owner. All posts so far, oldest first, linked by next; NULL: none. */
struct post *mailbox_take(struct mailbox *box);

/* The owner. Sleeps until there is a post or the monotonic clock shows `until`
 * (nanoseconds; INT64_MAX: no limit). */
void mailbox_sleep(struct mailbox *box, int64_t until);

/* The owner. Takes what is there, like mailbox_take, and closes in the same
 * step: every push either is among the posts returned or gets -ESHUTDOWN. */
struct post *mailbox_close(struct mailbox *box);

#endif

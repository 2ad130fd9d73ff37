/* loop.h: an event loop: one thread that does one thing after another.
 *
 * What only the loop's thread touches needs no lock: that is the idea. Other
 * threads do not touch it, they post to the loop what should be done to it.
 * The thread that runs the loop is its owner, and every turn it does this:
 *
 *     take all that other threads have posted
 *     fire the timers that are due
 *     run what is ready, each once; nothing ready: sleep until there is
 *
 * A post runs to its end before the next one starts, so one that blocks, or
 * computes for long, holds up everybody else: give that to an executor.
 *
 * Order: posts of one thread run in the order in which it made them. Between
 * threads the order is that of the pushes, whatever that was.
 *
 * Errors are negative errno values; after an error nothing has changed.
 *   -ESHUTDOWN  the loop is closed, or closes: it accepts nothing new
 *   -EALREADY   it has happened before: set, closed, finished, stopped
 *   -ECANCELED  somebody cancelled the task or the job
 *   -ETIMEDOUT  the time was up first
 *   -ENOMEM, -EAGAIN  the system has no memory, no thread to give
 */
#ifndef RACELAB_LOOP_LOOP_H
#define RACELAB_LOOP_LOOP_H

#include "list.h"
#include "mailbox.h"
#include "post.h"
#include "timers.h"

struct future;

struct loop {
    struct mailbox inbox;    /* from other threads */
    struct post *ready;      /* what this thread found to do, oldest first */
    struct post **ready_end; /* where the next one is linked in */
    struct timers timers;
    struct link tasks;        /* every task that has started and not yet ended */
    struct post closer;       /* posted by loop_close() */
    atomic_bool close_called; /* by any thread */
    bool closing;             /* the closer has run */
};

/* Returns 0 or a negative errno of pthread_cond_init. The loop must not move
 * in memory afterwards. */
int loop_init(struct loop *loop);

/* After loop_run() returned, or if it never ran; no other thread may be inside
 * a call on the loop. Frees nothing of the caller's: posts, timers and tasks
 * that are still there simply never run. */
void loop_release(struct loop *loop);

/* Any thread. Hands the post to the loop, which runs it once. 0 or -ESHUTDOWN. */
int loop_post(struct loop *loop, struct post *post);

/* The owner. The same without the mailbox: the post runs in the next turn.
 * Never fails, not even while the loop closes. */
void loop_soon(struct loop *loop, struct post *post);

/* The owner. Calls fire(timer) after so many nanoseconds, at the earliest; less
 * than 0 counts as 0. The timer is the caller's, zeroed before its first use,
 * and must not be started already. A loop that closes drops its timers. */
void loop_timer_start(struct loop *loop, struct timer *timer, int64_t after,
                      void (*fire)(struct timer *timer));

/* The owner. 0: it will not fire; -EALREADY: it has fired, or never started. */
int loop_timer_stop(struct loop *loop, struct timer *timer);

/* Makes the calling thread the owner, and runs the loop until somebody calls
 * loop_close(). */
void loop_run(struct loop *loop);

/* The same, but only until the future is set; the loop can be run again. Also
 * returns when the loop is closed. */
void loop_run_until(struct loop *loop, struct future *future);

/* Any thread. Asks the loop to end, and returns at once: 0, or -EALREADY when
 * somebody has asked before. The loop then
 *   runs what had been posted before the call,
 *   cancels all tasks, and runs until the last of them has ended,
 *   refuses posts from then on: each one either got 0 and runs, or -ESHUTDOWN,
 * and loop_run() returns. A task that waits on in spite of being cancelled
 * keeps the loop open. */
int loop_close(struct loop *loop);

#endif

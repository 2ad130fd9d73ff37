/* future.h: a result that is not there yet.
 *
 * It is set once, by any thread, to a value or to an error. Whoever needs it
 * waits: a task by TASK_AWAIT (task.h), a thread that runs no loop by
 * future_wait(). Everything the setter did before is visible to whoever saw
 * the future set.
 *
 * A lock guards it, the ordinary way: futures change hands a few times in
 * their life, so there is nothing to win by being clever.
 *
 * Lifetime: the future is its creator's, who releases it when nobody waits any
 * more. Whoever has returned from a wait on it may release it at once, even if
 * the setter is still on its way out.
 */
#ifndef RACELAB_LOOP_FUTURE_H
#define RACELAB_LOOP_FUTURE_H

#include "list.h"
#include "post.h"

#include <pthread.h>
#include <stdbool.h>

struct loop;

struct future {
    pthread_mutex_t lock; /* guards the rest */
    pthread_cond_t is_set;
    struct link waiters;
    bool set;
    int error; /* 0: there is a value */
    void *value;
};

/* Somebody to be told, on a loop, that a future is set. */
struct waiter {
    struct link link;
    struct loop *loop;
    struct post post; /* posted to the loop, once */
};

/* Cannot fail: on Linux a default mutex and condition variable allocate nothing. */
void future_init(struct future *future);
void future_release(struct future *future);

/* Any thread. 0; or -EALREADY when the future is set: the first one wins. */
int future_set(struct future *future, void *value);

/* Any thread. The same with an error, which is negative. */
int future_fail(struct future *future, int error);

/* Any thread, never blocks. Returns -EINPROGRESS when it is not set; the error
 * it was set to; or 0, and the value in *value unless that is NULL. */
int future_result(struct future *future, void **value);

/* Any thread but one that runs a loop, which would stand still. Blocks until
 * the future is set; returns what future_result() returns then. */
int future_wait(struct future *future, void **value);

/* For loops and tasks. Returns true when the waiter's post will be posted to
 * its loop once the future is set; false when it is set already. A loop that is
 * closed by then is not told. */
bool future_watch(struct future *future, struct waiter *waiter);

/* Returns true when the waiter will not be told; false: it has been, its post is
 * on its way or has run. */
bool future_unwatch(struct future *future, struct waiter *waiter);

#endif

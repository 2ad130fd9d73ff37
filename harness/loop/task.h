/* task.h: tasks: functions that run until they choose to wait.
 *
 * A task is a function that can be left in the middle and entered there again.
 * C has no such thing, but a switch can do it: the function is one big switch
 * whose cases stand where it waits, and the task remembers the case. Its own
 * stack is gone whenever it waits, so whatever must last across a wait lives
 * in a struct, with the task inside:
 *
 *     struct greeter { struct task task; int left; };
 *
 *     static enum task_step greet(struct task *task)
 *     {
 *         struct greeter *me = CONTAINER(task, struct greeter, task);
 *         TASK_BEGIN(task);
 *         for (me->left = 3; me->left > 0; me->left--) {
 *             puts("hello");
 *             TASK_SLEEP(task, LOOP_SECOND);
 *         }
 *         TASK_END(task);
 *     }
 *
 * A task costs its struct and nothing else (about 300 bytes), so thousands are
 * cheap, and every tool that understands a function call understands tasks.
 *
 * Between two waits nobody else runs on the loop: a task needs no lock for
 * what belongs to the loop's thread, as long as it does not wait in the middle.
 *
 * Limits: a local variable does not survive a wait; no wait inside a switch of
 * your own, nor in a function that the task calls (start that as a task and
 * await it); no two waits on one line.
 *
 * Cancellation: task_cancel() makes the wait in which the task is, or its next
 * one, end at once with task_error() == -ECANCELED. It is told once; what it
 * does then is its own affair: clean up (waiting is allowed) and TASK_RETURN.
 * A task that has not begun ends without running at all.
 *
 * Everything here belongs to the thread that runs the loop. From another
 * thread, post to the loop a function that does it.
 */
#ifndef RACELAB_LOOP_TASK_H
#define RACELAB_LOOP_TASK_H

#include "future.h"
#include "loop.h"

struct group;

enum task_step {
    TASK_WAITS, /* it will be woken by what it waits for */
    TASK_ENDS,  /* it returned */
};

struct task {
    enum task_step (*step)(struct task *task);
    int line;              /* the wait to go on from; 0: not begun */
    int error;             /* how the last wait ended; see task_error() */
    int result;            /* what the task returned */
    bool cancelled;        /* task_cancel() was called, and the task not yet told */
    struct waiter waiter;  /* how it is woken */
    struct future *awaits; /* what it waits for; NULL: no future */
    struct timer timer;    /* a sleep, or the time limit of a wait */
    struct link of_loop;   /* in the loop's list of live tasks */
    struct link of_group;  /* in the group's list of members */
    struct group *group;   /* NULL: none */
    struct future done;    /* set when the task has ended: 0 or its error */
};

/* The loop's thread, or any one thread while the loop does not run. The step
 * function is called for the first time in the next turn. 0; or -ESHUTDOWN when
 * the loop closes: then the task has not started and needs no release. */
int task_start(struct loop *loop, struct task *task, enum task_step (*step)(struct task *task));

/* After it has ended, and nobody awaits it any more. */
void task_release(struct task *task);

/* 0: it will be told; -EALREADY: it has ended. To cancel twice is to cancel once. */
int task_cancel(struct task *task);

/* Inside a task: how its last wait ended. 0; -ECANCELED; -ETIMEDOUT; or the
 * error of the future it waited for. */
int task_error(const struct task *task);

/* What the macros call: true when the task must give up control. */
bool task_yield(struct task *task);
bool task_sleep(struct task *task, int64_t nanoseconds);
bool task_await(struct task *task, struct future *future);
bool task_await_for(struct task *task, struct future *future, int64_t nanoseconds);

/* The body of a step function stands between these two. */
#define TASK_BEGIN(task)                                                                           \
    switch ((task)->line) {                                                                        \
    case 0:
#define TASK_END(task)                                                                             \
    }                                                                                              \
    TASK_RETURN(task, 0)

/* Ends the task with 0 or a negative error, which its `done` is set to. */
#define TASK_RETURN(task, error)                                                                   \
    do {                                                                                           \
        (task)->result = (error);                                                                  \
        return TASK_ENDS;                                                                          \
    } while (0)

/* Leaves the function here if it must wait, and comes back to the same place. */
#define TASK_WAIT(task, must_wait)                                                                 \
    do {                                                                                           \
        (task)->line = __LINE__;                                                                   \
        if (must_wait) {                                                                           \
            return TASK_WAITS;                                                                     \
        case __LINE__:;                                                                            \
        }                                                                                          \
    } while (0)

/* Lets everything else that is ready run first. */
#define TASK_YIELD(task) TASK_WAIT(task, task_yield(task))

/* Waits for at least so many nanoseconds. */
#define TASK_SLEEP(task, nanoseconds) TASK_WAIT(task, task_sleep(task, nanoseconds))

/* Waits until the future is set; goes straight on when it is. */
#define TASK_AWAIT(task, future) TASK_WAIT(task, task_await(task, future))

/* The same with a time limit; task_error() == -ETIMEDOUT: it was up first. What
 * was waited for goes on; cancel it if nobody needs it. */
#define TASK_AWAIT_FOR(task, future, nanoseconds)                                                  \
    TASK_WAIT(task, task_await_for(task, future, nanoseconds))

#endif

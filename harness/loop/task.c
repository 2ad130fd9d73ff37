#include "task.h"

#include "group.h"

#include <errno.h>

/* The one place where a task is made ready again: everything that it waited
 * for must have been undone before. */
static void wake(struct task *task, int error)
{
    task->error = error;
    loop_soon(task->waiter.loop, &task->waiter.post);
}

/* Delivers a cancellation, once. */
static bool told_cancelled(struct task *task)
{
    if (!task->cancelled)
        return false;
    task->cancelled = false;
    task->error = -ECANCELED;
    return true;
}

static void finish(struct task *task)
{
    struct group *group = task->group;
    int result = task->result;
    link_remove(&task->of_loop);
    link_remove(&task->of_group);
    task->line = -1;
    if (result)
        future_fail(&task->done, result);
    else
        future_set(&task->done, NULL);
    /* From here on the task may be gone: a thread may have waited for it. */
    if (group)
        group_left(group, result);
}

/* The wait is over: how did it end? */
static void settle(struct task *task)
{
    loop_timer_stop(task->waiter.loop, &task->timer);
    if (task->awaits && !task->error)
        task->error = future_result(task->awaits, NULL);
    task->awaits = NULL;
    told_cancelled(task);
}

static void resume(struct post *post)
{
    struct task *task = CONTAINER(post, struct task, waiter.post);
    settle(task);
    if (task->line == 0 && task->error) {
        task->result = task->error;
        finish(task);
    } else if (task->step(task) == TASK_ENDS) {
        finish(task);
    }
}

int task_start(struct loop *loop, struct task *task, enum task_step (*step)(struct task *task))
{
    if (loop->closing)
        return -ESHUTDOWN;
    *task = (struct task){.step = step, .waiter = {.loop = loop, .post = {.run = resume}}};
    future_init(&task->done);
    link_init(&task->waiter.link);
    link_init(&task->of_group);
    link_append(&loop->tasks, &task->of_loop);
    wake(task, 0);
    return 0;
}

void task_release(struct task *task)
{
    future_release(&task->done);
}

/* Ends the wait before its time. When the future has been set meanwhile, the
 * task has been woken already and must not be woken twice. */
static void interrupt(struct task *task, int error)
{
    if (task->awaits && !future_unwatch(task->awaits, &task->waiter))
        return;
    loop_timer_stop(task->waiter.loop, &task->timer);
    wake(task, error);
}

int task_cancel(struct task *task)
{
    if (task->line == -1)
        return -EALREADY;
    task->cancelled = true;
    if (task->awaits || task->timer.link)
        interrupt(task, -ECANCELED);
    return 0;
}

int task_error(const struct task *task)
{
    return task->error;
}

static void time_is_up(struct timer *timer)
{
    struct task *task = CONTAINER(timer, struct task, timer);
    interrupt(task, task->awaits ? -ETIMEDOUT : 0);
}

bool task_yield(struct task *task)
{
    if (told_cancelled(task))
        return false;
    wake(task, 0);
    return true;
}

bool task_sleep(struct task *task, int64_t nanoseconds)
{
    if (told_cancelled(task))
        return false;
    task->error = 0;
    loop_timer_start(task->waiter.loop, &task->timer, nanoseconds, time_is_up);
    return true;
}

bool task_await(struct task *task, struct future *future)
{
    if (told_cancelled(task))
        return false;
    task->error = 0;
    if (future_watch(future, &task->waiter)) {
        task->awaits = future;
        return true;
    }
    task->error = future_result(future, NULL);
    return false;
}

bool task_await_for(struct task *task, struct future *future, int64_t nanoseconds)
{
    bool waits = task_await(task, future);
    if (waits)
        loop_timer_start(task->waiter.loop, &task->timer, nanoseconds, time_is_up);
    return waits;
}

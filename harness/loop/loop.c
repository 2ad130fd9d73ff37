#include "loop.h"

#include "future.h"
#include "relax.h"
#include "task.h"

#include <errno.h>

static void close_run(struct post *post)
{
    struct loop *loop = CONTAINER(post, struct loop, closer);
    loop->closing = true;
    for (struct link *link = loop->tasks.next; link != &loop->tasks; link = link->next)
        task_cancel(CONTAINER(link, struct task, of_loop)); /* ends none before its next turn */
}

int loop_init(struct loop *loop)
{
    *loop = (struct loop){.closer = {.run = close_run}};
    loop->ready_end = &loop->ready;
    link_init(&loop->tasks);
    atomic_init(&loop->close_called, false);
    return mailbox_init(&loop->inbox);
}

void loop_release(struct loop *loop)
{
    mailbox_release(&loop->inbox);
}

int loop_post(struct loop *loop, struct post *post)
{
    return mailbox_push(&loop->inbox, post);
}

void loop_soon(struct loop *loop, struct post *post)
{
    post->next = NULL;
    *loop->ready_end = post;
    loop->ready_end = &post->next;
}

void loop_timer_start(struct loop *loop, struct timer *timer, int64_t after,
                      void (*fire)(struct timer *timer))
{
    timers_start(&loop->timers, timer, clock_after(after), fire);
}

int loop_timer_stop(struct loop *loop, struct timer *timer)
{
    return timers_stop(&loop->timers, timer) ? 0 : -EALREADY;
}

static void make_ready(struct loop *loop, struct post *posts)
{
    while (posts) {
        struct post *next = posts->next;
        loop_soon(loop, posts);
        posts = next;
    }
}

/* Runs what is ready now; what these posts make ready is for the next turn. */
static void run_ready(struct loop *loop)
{
    struct post *post = loop->ready;
    loop->ready = NULL;
    loop->ready_end = &loop->ready;
    while (post) {
        struct post *next = post->next; /* run() may free the post */
        post->run(post);
        post = next;
    }
}

static void turn(struct loop *loop)
{
    struct post *taken = mailbox_take(&loop->inbox);
    make_ready(loop, taken);
    int64_t due = timers_due(&loop->timers);
    if (due != INT64_MAX)
        timers_fire(&loop->timers, clock_now());
    if (loop->ready)
        run_ready(loop);
    else
        mailbox_sleep(&loop->inbox, timers_due(&loop->timers));
    if (taken)
        leave_posters_alone(); /* there may be more to come */
}

/* Returns true when the loop is closed for good. Posts that came in at the last
 * moment were accepted, so they run; they may start nothing that lasts. */
static bool closed(struct loop *loop)
{
    if (!loop->closing || loop->ready || !link_alone(&loop->tasks))
        return false;
    make_ready(loop, mailbox_close(&loop->inbox));
    while (loop->ready)
        run_ready(loop);
    return true;
}

void loop_run(struct loop *loop)
{
    do
        turn(loop);
    while (!closed(loop));
}

/* The future wakes us by a post, like any task that waits for it. */
struct until {
    struct waiter waiter;
    bool over;
};

static void until_over(struct post *post)
{
    CONTAINER(post, struct until, waiter.post)->over = true;
}

void loop_run_until(struct loop *loop, struct future *future)
{
    struct until until = {.waiter = {.loop = loop, .post = {.run = until_over}}};
    if (!future_watch(future, &until.waiter))
        return;
    do
        turn(loop);
    while (!until.over && !closed(loop));
    /* Either call takes the future's lock once: its setter is then out of it. */
    if (until.over)
        future_result(future, NULL);
    else
        future_unwatch(future, &until.waiter);
}

int loop_close(struct loop *loop)
{
    /* Relaxed: the flag orders nothing; the post that follows does. */
    if (atomic_exchange_explicit(&loop->close_called, true, memory_order_relaxed))
        return -EALREADY;
    return loop_post(loop, &loop->closer);
}

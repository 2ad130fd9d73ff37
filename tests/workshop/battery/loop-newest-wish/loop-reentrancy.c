/* proved */
#include "lab.h"

#include "task.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* What the user looks at. Picks are numbered from 0. */
struct window {
    long wanted; /* the pick that the user made last */
    long shown;  /* the pick whose reply is on the screen */
    bool busy;   /* a request is under way */
};

struct request {
    struct task task;
    long pick;
    long left; /* turns of the loop until the reply is there */
};

struct user {
    struct task task;
    long picks, made;
};

static struct loop loop;
static struct window window;
static struct request request; /* the one that is under way */
static long *turns;            /* how long the reply to each pick takes */
static long stale;             /* windows that ended up with something old */

static enum task_step look_up(struct task *task)
{
    struct request *me = CONTAINER(task, struct request, task);
    TASK_BEGIN(task);
    while (window.shown != window.wanted) {
        me->pick = window.wanted;
        for (me->left = turns[me->pick]; me->left > 0; me->left--)
            TASK_YIELD(task); /* the user goes on picking */
        window.shown = me->pick;
    }
    window.busy = false;
    TASK_END(task);
}

static void pick(long number, long takes)
{
    window.wanted = number;
    turns[number] = takes;
    if (window.busy)
        return; /* it looks again when its reply is there */
    window.busy = true;
    if (number > 0)
        task_release(&request.task);
    task_start(&loop, &request.task, look_up);
}

static enum task_step pick_all(struct task *task)
{
    struct user *me = CONTAINER(task, struct user, task);
    TASK_BEGIN(task);
    for (; me->made < me->picks; me->made++) {
        pick(me->made, me->made == 0 ? 2 * me->picks : 1);
        TASK_YIELD(task);
    }
    TASK_END(task);
}

static void one_window(long picks)
{
    struct user user = {.picks = picks};
    window = (struct window){.shown = -1};
    task_start(&loop, &user.task, pick_all);
    loop_run_until(&loop, &user.task.done);
    task_release(&user.task);
    loop_run_until(&loop, &request.task.done);
    task_release(&request.task);
    stale += window.shown != window.wanted;
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++)
        one_window(run->threads);
}

static void open_loop(const struct lab_run *run)
{
    turns = calloc((size_t)run->threads, sizeof *turns);
    if (!turns || loop_init(&loop)) {
        fprintf(stderr, "cannot create a loop for %ld picks: out of memory\n", run->threads);
        exit(4);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    stale = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments, .actual = run->increments - stale};
    snprintf(seen.label, sizeof seen.label, "%ld stale", stale);
    return seen;
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    loop_release(&loop);
    free(turns);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one request at a time, then the newest wish",
    .cure = "ownership",
    .place = 3,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
    .defaults = {.threads = 3},
    .watched = {.increments = 20}, /* one thread: more would only take longer */
};

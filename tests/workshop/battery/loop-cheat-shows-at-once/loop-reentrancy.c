/* refused: did not come with a reply */
#include "lab.h"

#include "task.h"

#include <stdio.h>
#include <stdlib.h>

/* What the user looks at. Picks are numbered from 0. */
struct window {
    long wanted; /* the pick that the user made last */
    long shown;  /* the pick whose reply is on the screen */
};

struct request {
    struct task task;
    long pick;
    long turns; /* of the loop until the reply is there */
};

struct user {
    struct task task;
    long picks, made;
};

static struct loop loop;
static struct window window;
static struct request *requests; /* one for each pick */
static long stale;               /* windows that ended up with something old */

static enum task_step look_up(struct task *task)
{
    struct request *me = CONTAINER(task, struct request, task);
    TASK_BEGIN(task);
    for (; me->turns > 0; me->turns--)
        TASK_YIELD(task); /* the user goes on picking */
    TASK_END(task);
}

static void pick(long number, long turns)
{
    window.wanted = number;
    requests[number].pick = number;
    requests[number].turns = turns;
    struct request *me = &requests[number];
    window.shown = me->pick;
    task_start(&loop, &requests[number].task, look_up);
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
    for (long i = 0; i < picks; i++) {
        loop_run_until(&loop, &requests[i].task.done);
        task_release(&requests[i].task);
    }
    stale += window.shown != window.wanted;
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++)
        one_window(run->threads);
}

static void open_loop(const struct lab_run *run)
{
    requests = calloc((size_t)run->threads, sizeof *requests);
    if (!requests || loop_init(&loop)) {
        fprintf(stderr, "cannot create a loop and %ld tasks: out of memory\n", run->threads);
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
    free(requests);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a reply counts only if nothing was picked since",
    .cure = "ordering",
    .place = 1,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
    .defaults = {.threads = 3},
    .watched = {.increments = 20}, /* one thread: more would only take longer */
};

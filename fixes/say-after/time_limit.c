/* A guest who would speak for an hour is not waited for: he has a while, and no
 * longer. TASK_AWAIT_FOR ends with -ETIMEDOUT; it does not end what it waited for,
 * so the guest is cancelled, and awaited once more, because a cancelled task may
 * still have to clean up. This is asyncio's `timeout`, spelled out.
 *
 * What it costs: every wait that can be cancelled has two ends, and both have to
 * be written.
 */
#include "lab.h"

#include "group.h"
#include "speakers.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct speaker {
    struct task task;
    const struct lab_run *run;
    long number;
};

struct everything {
    struct task task;
    const struct lab_run *run;
    struct group group;
    struct task guest;
};

static struct loop loop;
static int64_t unit; /* nanoseconds */
static struct speaker *speakers;
static bool polite; /* the guest was stopped, and said so */

/* Speaker 0 speaks after one unit of time, speaker 1 after two, and so on. */
static enum task_step say_after(struct task *task)
{
    struct speaker *me = CONTAINER(task, struct speaker, task);
    TASK_BEGIN(task);
    wait_begins(me->number, &me->task.timer);
    TASK_SLEEP(task, (me->number + 1) * unit);
    wait_ends(me->number, me->run);
    TASK_END(task);
}

static void start(struct group *group, long number, const struct lab_run *run)
{
    speakers[number].run = run;
    speakers[number].number = number;
    group_start(group, &loop, &speakers[number].task, say_after);
}

static enum task_step talk(struct task *task)
{
    TASK_BEGIN(task);
    TASK_SLEEP(task, 3600 * unit);
    TASK_RETURN(task, task_error(task)); /* -ECANCELED where nobody wants to hear more */
    TASK_END(task);
}

static enum task_step say_all(struct task *task)
{
    struct everything *all = CONTAINER(task, struct everything, task);
    TASK_BEGIN(task);
    task_start(&loop, &all->guest, talk);
    group_init(&all->group);
    for (long i = 0; i < all->run->threads; i++)
        start(&all->group, i, all->run);
    TASK_AWAIT_FOR(task, &all->guest.done, (all->run->threads + 1) * unit / 2);
    polite = task_error(task) == -ETIMEDOUT && task_cancel(&all->guest) == 0;
    TASK_AWAIT(task, &all->guest.done);
    polite = polite && task_error(task) == -ECANCELED;
    task_release(&all->guest);
    TASK_AWAIT(task, group_seal(&all->group));
    for (long i = 0; i < all->run->threads; i++)
        task_release(&speakers[i].task);
    group_release(&all->group);
    TASK_END(task);
}

static void trial(const struct lab_run *run)
{
    struct everything all = {.run = run};
    task_start(&loop, &all.task, say_all);
    loop_run_until(&loop, &all.task.done);
    task_release(&all.task);
}

static void open_loop(const struct lab_run *run)
{
    unit = run->increments * LOOP_MILLISECOND;
    speakers = calloc((size_t)run->threads, sizeof *speakers);
    if (!speakers || loop_init(&loop)) {
        fprintf(stderr, "cannot create a loop and %ld tasks: out of memory\n", run->threads);
        exit(4);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    nobody_spoke();
    polite = false;
}

/* Right: all is said as it should be, and the guest was stopped. */
static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = all_said(run, 1);
    if (!polite)
        seen.actual = 0;
    return seen;
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    loop_release(&loop);
    free(speakers);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a wait with a limit, and a task that is cancelled",
    .cure = "ownership",
    .place = 4,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
    .measures = {{.name = "seconds", .unit = "s", .quantity = LAB_SECONDS},
                 {.name = "waits at once"},
                 {.name = "OS threads"},
                 {.name = "switches", .quantity = LAB_SWITCHES}},
    .switched_by = "the loop, at each wait",
    .max_threads = SPEAKERS_MAX,
    .defaults = {.threads = 2, .increments = 1000},
    .watched = {.threads = 2, .increments = 1},
};

/* No task for a speaker at all: a timer that sets a future, and a task that awaits
 * the futures one after another. All timers run from the start, so it does not
 * matter in which order they are awaited: who waits for one that is set already
 * goes straight on.
 *
 * What it costs: what the speaker does lies in a callback. A future is the seam
 * between callbacks and tasks; whatever has a callback can be awaited that way.
 */
#include "lab.h"

#include "speakers.h"
#include "task.h"

#include <stdio.h>
#include <stdlib.h>

struct speaker {
    struct timer timer;
    struct future spoken;
    const struct lab_run *run;
    long number;
};

struct everything {
    struct task task;
    const struct lab_run *run;
    long i;
};

static struct loop loop;
static int64_t unit; /* nanoseconds */
static struct speaker *speakers;

static void speak(struct timer *timer)
{
    struct speaker *me = CONTAINER(timer, struct speaker, timer);
    wait_ends(me->number, me->run);
    future_set(&me->spoken, NULL);
}

/* Speaker 0 speaks after one unit of time, speaker 1 after two, and so on. */
static void start(long number, const struct lab_run *run)
{
    speakers[number] = (struct speaker){.run = run, .number = number};
    future_init(&speakers[number].spoken);
    wait_begins(number, &speakers[number].timer);
    loop_timer_start(&loop, &speakers[number].timer, (number + 1) * unit, speak);
}

static enum task_step say_all(struct task *task)
{
    struct everything *all = CONTAINER(task, struct everything, task);
    TASK_BEGIN(task);
    for (; all->i < all->run->threads; all->i++)
        start(all->i, all->run);
    for (all->i = 0; all->i < all->run->threads; all->i++) {
        TASK_AWAIT(task, &speakers[all->i].spoken);
        future_release(&speakers[all->i].spoken);
    }
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
}

static struct lab_outcome check(const struct lab_run *run)
{
    return all_said(run, 1);
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    loop_release(&loop);
    free(speakers);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "timers that set futures, awaited one by one",
    .cure = "ownership",
    .place = 3,
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

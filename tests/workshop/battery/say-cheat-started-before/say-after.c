/* refused: running before its wait was said to begin */
#include "lab.h"

#include "speakers.h"
#include "task.h"

#include <stdio.h>
#include <stdlib.h>

struct everything {
    struct task task;
    const struct lab_run *run;
    long speaker;
};

static struct loop loop;
static int64_t unit; /* nanoseconds */

static struct timer timers[SPEAKERS_MAX];

static void rang(struct timer *timer)
{
    (void)timer;
}

/* Speaker 0 speaks after one unit of time, speaker 1 after two, and so on. */
static enum task_step say_all(struct task *task)
{
    struct everything *all = CONTAINER(task, struct everything, task);
    TASK_BEGIN(task);
    for (long i = 0; i < all->run->threads; i++)
        loop_timer_start(&loop, &timers[i], (i + 1) * (i + 2) * unit, rang);
    for (; all->speaker < all->run->threads; all->speaker++) {
        wait_begins(all->speaker, &timers[all->speaker]);
        while (timers[all->speaker].link)
            TASK_SLEEP(task, unit);
        wait_ends(all->speaker, all->run);
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
    if (loop_init(&loop)) {
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
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one wait awaited after the other",
    .bug = "slow: waits in turn",
    .place = 1,
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
    .expect = {.stress = LAB_ALWAYS_WRONG, .explore = FINDING_WRONG_OUTCOME},
};

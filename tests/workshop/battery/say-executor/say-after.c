/* proved */
#include "lab.h"

#include "executor.h"
#include "speakers.h"
#include "task.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct speaker {
    struct task task;
    struct job job;
    const struct lab_run *run;
    long number;
};

static struct loop loop;
static int64_t unit; /* nanoseconds */
static struct speaker *speakers;
static struct executor executor;

/* In a worker's thread. */
static void *sleep_for(void *argument)
{
    const struct speaker *me = argument;
    int64_t left = (me->number + 1) * unit;
    struct timespec time = {.tv_sec = (time_t)(left / LOOP_SECOND),
                            .tv_nsec = (long)(left % LOOP_SECOND)};
    while (nanosleep(&time, &time) != 0)
        ;
    return NULL;
}

/* Speaker 0 speaks after one unit of time, speaker 1 after two, and so on. */
static enum task_step say_after(struct task *task)
{
    struct speaker *me = CONTAINER(task, struct speaker, task);
    TASK_BEGIN(task);
    TASK_AWAIT(task, &me->job.done); /* the loop is free meanwhile */
    job_release(&me->job);
    wait_ends(me->number, me->run);
    TASK_END(task);
}

static void start(long number, const struct lab_run *run)
{
    speakers[number].run = run;
    speakers[number].number = number;
    wait_begins(number, NULL);
    executor_submit(&executor, &speakers[number].job, sleep_for, &speakers[number]);
    task_start(&loop, &speakers[number].task, say_after);
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        start(i, run);
    for (long i = 0; i < run->threads; i++) {
        loop_run_until(&loop, &speakers[i].task.done);
        task_release(&speakers[i].task);
    }
}

static void open_loop(const struct lab_run *run)
{
    unit = run->increments * LOOP_MILLISECOND;
    speakers = calloc((size_t)run->threads, sizeof *speakers);
    if (!speakers || executor_init(&executor, (int)run->threads) || loop_init(&loop)) {
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
    return all_said(run, 1 + run->threads);
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    loop_release(&loop);
    executor_release(&executor);
    free(speakers);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "what blocks is handed to an executor",
    .cure = "ownership",
    .place = 5,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
    .measures = {{.name = "seconds", .unit = "s", .quantity = LAB_SECONDS},
                 {.name = "waits at once"},
                 {.name = "OS threads"},
                 {.name = "switches", .quantity = LAB_SWITCHES}},
    .switched_by = "the kernel, and the loop at each wait",
    .max_threads = SPEAKERS_MAX,
    .defaults = {.threads = 2, .increments = 1000},
    .watched = {.threads = 2, .increments = 1},
};

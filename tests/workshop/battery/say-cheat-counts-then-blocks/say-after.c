/* refused: 1 threads take part where at least */
#include "lab.h"

#include "speakers.h"
#include "task.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct speaker {
    struct task task;
    const struct lab_run *run;
    long number;
};

static struct loop loop;
static int64_t unit; /* nanoseconds */
static struct speaker *speakers;

static void sleep_for(int64_t nanoseconds)
{
    struct timespec time = {.tv_sec = (time_t)(nanoseconds / LOOP_SECOND),
                            .tv_nsec = (long)(nanoseconds % LOOP_SECOND)};
    while (nanosleep(&time, &time) != 0)
        ;
}

/* Speaker 0 speaks after one unit of time, speaker 1 after two, and so on. */
static enum task_step say_after(struct task *task)
{
    struct speaker *me = CONTAINER(task, struct speaker, task);
    TASK_BEGIN(task);
    sleep_for((me->number + 1) * unit); /* the loop stands still */
    wait_ends(me->number, me->run);
    TASK_END(task);
}

static void start(long number, const struct lab_run *run)
{
    speakers[number].run = run;
    speakers[number].number = number;
    wait_begins(number, NULL);
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
    .title = "tasks that sleep with nanosleep()",
    .bug = "slow: a task blocks the loop",
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
    .switched_by = "nobody: the loop stands still",
    .max_threads = SPEAKERS_MAX,
    .defaults = {.threads = 2, .increments = 1000},
    .watched = {.threads = 2, .increments = 1},
    .expect = {.stress = LAB_ALWAYS_WRONG, .explore = FINDING_WRONG_OUTCOME},
};

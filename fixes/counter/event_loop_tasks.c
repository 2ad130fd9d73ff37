/* Many tasks on one loop, in one thread. A task gives up control only where it
 * says so, and it does not say so inside the increment: read, add and write are
 * one step for all other tasks, without any lock.
 */
#include "lab.h"

#include "task.h"

#include <stdio.h>
#include <stdlib.h>

struct adder {
    struct task task;
    long left;
};

static struct loop loop;
static struct adder *adders;
static long counter; /* the loop's thread's */

static enum task_step add(struct task *task)
{
    struct adder *me = CONTAINER(task, struct adder, task);
    TASK_BEGIN(task);
    for (; me->left > 0; me->left--) {
        counter++;
        TASK_YIELD(task); /* between two increments: harmless */
    }
    TASK_END(task);
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        adders[i].left = run->increments;
        task_start(&loop, &adders[i].task, add);
    }
    for (long i = 0; i < run->threads; i++) {
        loop_run_until(&loop, &adders[i].task.done);
        task_release(&adders[i].task);
    }
}

static void open_loop(const struct lab_run *run)
{
    adders = calloc((size_t)run->threads, sizeof *adders);
    if (!adders || loop_init(&loop)) {
        fprintf(stderr, "cannot create a loop and %ld tasks: out of memory\n", run->threads);
        exit(4);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    loop_release(&loop);
    free(adders);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "tasks on one loop, no wait inside the increment",
    .cure = "ownership",
    .place = 11,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
};

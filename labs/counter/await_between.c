/* Question: tasks on one loop, all in one thread, each add 1 to the same number.
 * There is one thread only. Can an update be lost?
 *
 * Yes: a task that waits between its read and its write lets the others run in
 * between, and then writes over what they wrote. No two threads touch the
 * number, so this is no data race, and ThreadSanitizer and helgrind have
 * nothing to say. `await` is where a task can be interrupted; nowhere else.
 */
#include "lab.h"

#include "task.h"

#include <stdio.h>
#include <stdlib.h>

struct adder {
    struct task task;
    long left;
    long seen;
};

static struct loop loop;
static struct adder *adders;
static long counter; /* the loop's thread's */

static enum task_step add(struct task *task)
{
    struct adder *me = CONTAINER(task, struct adder, task);
    TASK_BEGIN(task);
    for (; me->left > 0; me->left--) {
        me->seen = counter;     /* expect: lost update */
        TASK_YIELD(task);       /* here the other tasks do the same */
        counter = me->seen + 1; /* expect: lost update */
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
    .title = "a task waits between its read and its write",
    .bug = "lost update",
    .cwe = 362,
    .place = 8,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
    .expect = {.stress = LAB_ALWAYS_WRONG,
               .tsan = FINDING_NONE,
               .helgrind = FINDING_NONE,
               .explore = FINDING_WRONG_OUTCOME}, /* tasks of one thread: no two to tell apart */
};

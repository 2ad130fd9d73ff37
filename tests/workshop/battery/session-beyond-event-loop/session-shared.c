/* undecided: goes the way of 'event_loop' */
#include "lab.h"

#include "task.h"

#include <stdio.h>
#include <stdlib.h>

/* What a client keeps of its talk with one server. */
struct session {
    long requests; /* so far */
    long asked;    /* the page that was asked for last */
    long buffer;   /* what has come in */
};

struct worker {
    struct task task;
    struct session session; /* its own */
    long page, end;
};

static struct loop loop;
static struct worker *workers;
static long mixed_up; /* answers to somebody else's question */

/* Stands for the network and the server: the answer to a question. */
static long server(long page)
{
    return page * 10;
}

static void ask(struct session *with, long page)
{
    with->asked = page;
    with->requests++;
}

static long answer(struct session *with)
{
    with->buffer = server(with->asked);
    return with->buffer;
}

static enum task_step download(struct task *task)
{
    struct worker *me = CONTAINER(task, struct worker, task);
    TASK_BEGIN(task);
    for (; me->page < me->end; me->page++) {
        ask(&me->session, me->page);
        TASK_YIELD(task); /* until the answer is there, others ask, each with its own session */
        mixed_up += answer(&me->session) != me->page * 10;
    }
    TASK_END(task);
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        workers[i].page = i * run->increments;
        workers[i].end = workers[i].page + run->increments;
        task_start(&loop, &workers[i].task, download);
    }
    for (long i = 0; i < run->threads; i++) {
        loop_run_until(&loop, &workers[i].task.done);
        task_release(&workers[i].task);
    }
}

static void open_loop(const struct lab_run *run)
{
    workers = calloc((size_t)run->threads, sizeof *workers);
    if (!workers || loop_init(&loop)) {
        fprintf(stderr, "cannot create a loop and %ld tasks: out of memory\n", run->threads);
        exit(4);
    }
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        workers[i].session = (struct session){.requests = 0};
    mixed_up = 0;
}

/* Right: as many requests as were made, and every answer to the one who asked. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments, wrong = mixed_up, counted = 0;
    for (long i = 0; i < run->threads; i++)
        counted += workers[i].session.requests;
    struct lab_outcome seen = {.expected = all, .actual = counted - wrong};
    snprintf(seen.label, sizeof seen.label, "%ld mixed up, %ld not counted", wrong, all - counted);
    return seen;
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    loop_release(&loop);
    free(workers);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "tasks on one loop, a session for each",
    .cure = "ownership",
    .place = 4,
    .trial = trial,
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
};

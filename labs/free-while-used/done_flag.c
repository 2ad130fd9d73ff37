/* Question: each worker sets a flag when it is done, and the letter is freed when all
 * flags are set. The flags are volatile, so that every look is a real one. Is the
 * letter read after that?
 *
 * Not on this machine. But the flags are plain variables, written by one thread
 * and read by another: a data race. Nothing promises that what a worker read
 * before it set its flag was read before the free.
 */
#include "lab.h"

#include <err.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { WRITTEN = 1914 };

struct letter {
    long text;
};

struct worker {
    pthread_t thread;
    const struct letter *letter;
    long reads; /* still to do */
    volatile bool done;
    long right; /* how many found what was written */
};

static struct worker *workers; /* as many as threads */

static void *work(void *argument)
{
    struct worker *self = argument;
    for (; self->reads > 0; self->reads--)
        self->right += self->letter->text == WRITTEN; /* expect: data race */
    self->done = true;                                /* expect: data race */
    return NULL;
}

static struct letter *write_letter(void)
{
    struct letter *letter = malloc(sizeof *letter);
    if (!letter)
        err(4, "cannot write a letter");
    letter->text = WRITTEN;
    return letter;
}

static void start(struct worker *worker, const struct letter *letter, long reads)
{
    *worker = (struct worker){.letter = letter, .reads = reads};
    if (pthread_create(&worker->thread, NULL, work, worker) != 0)
        errx(4, "cannot start a worker");
}

static void trial(const struct lab_run *run)
{
    struct letter *letter = write_letter();
    for (long i = 0; i < run->threads; i++)
        start(&workers[i], letter, run->increments);
    for (long i = 0; i < run->threads; i++)
        while (!workers[i].done) /* expect: data race */
            sched_yield();
    free(letter); /* expect: data race */
    for (long i = 0; i < run->threads; i++)
        pthread_join(workers[i].thread, NULL);
}

static void open_workers(const struct lab_run *run)
{
    workers = calloc((size_t)run->threads, sizeof *workers);
    if (!workers)
        err(4, "cannot start workers");
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->threads * run->increments};
    for (long i = 0; i < run->threads; i++)
        seen.actual += workers[i].right;
    snprintf(seen.label, sizeof seen.label, "%ld read after the free", seen.expected - seen.actual);
    return seen;
}

static void close_workers(const struct lab_run *run)
{
    (void)run;
    free(workers);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a plain flag per worker says that it is done",
    .bug = "data race (flag without order)",
    .cwe = 820,
    .place = 4,
    .trial = trial,
    .open = open_workers,
    .check = check,
    .close = close_workers,
    .defaults = {.increments = 100},
    .expect = {.stress = LAB_RARELY_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_DATA_RACE},
};

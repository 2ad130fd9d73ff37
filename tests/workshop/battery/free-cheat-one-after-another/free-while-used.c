/* refused: each thread is waited for before the next one starts */
#include "lab.h"

#include <err.h>
#include <pthread.h>
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
    long right; /* how many found what was written */
};

static struct worker *workers; /* as many as threads */

static void *work(void *argument)
{
    struct worker *self = argument;
    for (; self->reads > 0; self->reads--)
        self->right += self->letter->text == WRITTEN; /* expect: data race, use after free */
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
    for (long i = 0; i < run->threads; i++) {
        start(&workers[i], letter, run->increments);
        pthread_join(workers[i].thread, NULL);
    }
    free(letter); /* expect: data race, use after free */
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
    .title = "the letter is freed as soon as the workers are started",
    .bug = "use after free (order violation)",
    .cwe = 416,
    .place = 1,
    .trial = trial,
    .open = open_workers,
    .check = check,
    .close = close_workers,
    .defaults = {.increments = 100},
    /* To helgrind a free is no write, unless told --free-is-write=yes. */
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .explore = FINDING_USE_AFTER_FREE},
};

/* Question: the letter counts its readers, atomically, and the last one frees it. Each
 * worker takes its reference when it begins, and gives it back at the end. Is the
 * letter freed too early?
 *
 * Yes. A worker that has not begun yet is not counted; when the writer gives its
 * own reference back, the count is 0. And a worker cannot count itself in a
 * letter that may be gone: a reference must be taken by somebody who has one.
 */
#include "lab.h"

#include <err.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { WRITTEN = 1914 };

struct letter {
    long text;
    atomic_long references;
};

struct worker {
    pthread_t thread;
    struct letter *letter;
    long reads; /* still to do */
    long right; /* how many found what was written */
};

static struct worker *workers; /* as many as threads */

static void put(struct letter *letter)
{
    if (atomic_fetch_sub(&letter->references, 1) == 1) /* expect: data race, use after free */
        free(letter);                                  /* expect: data race, use after free */
}

static void *work(void *argument)
{
    struct worker *self = argument;
    atomic_fetch_add(&self->letter->references, 1); /* expect: data race, use after free */
    for (; self->reads > 0; self->reads--)
        self->right += self->letter->text == WRITTEN; /* expect: data race, use after free */
    put(self->letter);
    return NULL;
}

static struct letter *write_letter(void)
{
    struct letter *letter = malloc(sizeof *letter);
    if (!letter)
        err(4, "cannot write a letter");
    letter->text = WRITTEN;
    atomic_store(&letter->references, 1);
    return letter;
}

static void start(struct worker *worker, struct letter *letter, long reads)
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
    put(letter);
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
    .title = "each worker takes its reference when it begins",
    .bug = "use after free (reference taken too late)",
    .cwe = 911,
    .place = 5,
    .trial = trial,
    .open = open_workers,
    .check = check,
    .close = close_workers,
    .defaults = {.increments = 100},
    /* To helgrind a free is no write, unless told --free-is-write=yes. */
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_USE_AFTER_FREE,
               .explore = FINDING_USE_AFTER_FREE},
};

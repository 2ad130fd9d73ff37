/* Question: the pointer is set to NULL when the letter is freed, and a worker looks
 * whether it is still there before each use. Does anybody read a freed letter?
 *
 * Yes: it was there when the worker looked, and is gone when the worker reads. To
 * look and to use are two steps. An atomic pointer makes the look whole, and
 * the letter no longer lived.
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
};

struct worker {
    pthread_t thread;
    long reads; /* still to do */
    long right; /* how many found what was written */
};

static struct worker *workers;        /* as many as threads */
static struct letter *_Atomic letter; /* NULL: freed */

static void *work(void *argument)
{
    struct worker *self = argument;
    for (; self->reads > 0; self->reads--) {
        const struct letter *seen = atomic_load(&letter);
        if (seen != NULL)
            self->right += seen->text == WRITTEN; /* expect: data race, use after free */
        else
            self->right++; /* told that there is none */
    }
    return NULL;
}

static struct letter *write_letter(void)
{
    struct letter *written = malloc(sizeof *written);
    if (!written)
        err(4, "cannot write a letter");
    written->text = WRITTEN;
    return written;
}

static void start(struct worker *worker, long reads)
{
    *worker = (struct worker){.reads = reads};
    if (pthread_create(&worker->thread, NULL, work, worker) != 0)
        errx(4, "cannot start a worker");
}

static void trial(const struct lab_run *run)
{
    atomic_store(&letter, write_letter());
    for (long i = 0; i < run->threads; i++)
        start(&workers[i], run->increments);
    free(atomic_exchange(&letter, NULL)); /* expect: data race, use after free */
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
    .title = "the pointer is set to NULL, and looked at before each use",
    .bug = "use after free (check-then-act)",
    .cwe = 416,
    .place = 3,
    .trial = trial,
    .open = open_workers,
    .check = check,
    .close = close_workers,
    .defaults = {.increments = 100},
    /* To helgrind a free is no write, unless told --free-is-write=yes. */
    .expect = {.stress = LAB_RARELY_WRONG,
               .tsan = FINDING_DATA_RACE,
               .explore = FINDING_USE_AFTER_FREE},
};

/* The letter counts who holds it, and the last one frees it. Whoever hands it on takes
 * the reference for the receiver beforehand, while it has one itself: the
 * count can then not reach 0 while somebody is still on the way.
 *
 * Release, so that what each did with the letter is done before its reference is
 * gone; acquire, so that whoever frees it comes after all of them. Nobody waits for
 * anybody: this is for letters whose readers live longer than the writer.
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

static struct letter *get(struct letter *letter)
{
    atomic_fetch_add_explicit(&letter->references, 1, memory_order_relaxed);
    return letter;
}

static void put(struct letter *letter)
{
    if (atomic_fetch_sub_explicit(&letter->references, 1, memory_order_acq_rel) == 1)
        free(letter);
}

static void *work(void *argument)
{
    struct worker *self = argument;
    for (; self->reads > 0; self->reads--)
        self->right += self->letter->text == WRITTEN;
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
        start(&workers[i], get(letter), run->increments);
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
    .title = "the letter counts its readers, and the last one frees it",
    .cure = "atomic",
    .place = 2,
    .trial = trial,
    .open = open_workers,
    .check = check,
    .close = close_workers,
    .defaults = {.increments = 100},
    /* To helgrind a free is no write, unless told --free-is-write=yes. */
};

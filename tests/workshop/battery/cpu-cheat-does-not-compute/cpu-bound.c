/* refused: some are claimed and not computed */
#include "lab.h"

#include <err.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBERS = 1000 };

/* What is known of a piece of work. */
struct piece {
    long steps; /* the answer; 0: not computed */
    long chain; /* pieces that had to be computed one after another to get here, with this one */
};

/* How many steps the numbers from first on need to reach 1, all together, when an
 * even number is halved and an odd one becomes 3n + 1 (L. Collatz, 1937). It
 * touches no memory and waits for nothing. */
static long collatz(long first)
{
    long steps = 0;
    for (long start = first; start < first + NUMBERS; start++)
        for (long n = start; n != 1; steps++)
            n = n % 2 ? 3 * n + 1 : n / 2;
    return steps;
}

static struct piece compute(long number, long chain_to_here)
{
    return (struct piece){.steps = collatz(number * NUMBERS + 2), .chain = chain_to_here};
}

struct worker {
    pthread_t thread;
    const struct lab_run *run;
    long first;
};

static struct worker *workers;
static struct piece *pieces;

static void *work(void *argument)
{
    const struct worker *me = argument;
    for (long i = 0; i < me->run->increments; i++) {
        pieces[me->first + i] = me->first < 0 ? compute(me->first + i, i + 1)
                                              : (struct piece){.steps = 1, .chain = i + 1};
        atomic_fetch_add(me->run->done, 1);
    }
    return NULL;
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        workers[i].run = run;
        workers[i].first = i * run->increments;
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            errx(4, "cannot start thread %ld of %ld", i + 1, run->threads);
    }
    for (long i = 0; i < run->threads; i++)
        pthread_join(workers[i].thread, NULL);
}

static void open_pieces(const struct lab_run *run)
{
    workers = calloc((size_t)run->threads, sizeof *workers);
    pieces = calloc((size_t)(run->threads * run->increments), sizeof *pieces);
    if (!workers || !pieces)
        errx(4, "no memory for %ld pieces", run->threads * run->increments);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->threads * run->increments; i++)
        pieces[i] = (struct piece){.steps = 0};
}

/* Right: everything was computed, and nobody had more than his share of it. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments;
    long missing = 0, longest = 0;
    for (long i = 0; i < all; i++) {
        missing += pieces[i].steps == 0;
        longest = pieces[i].chain > longest ? pieces[i].chain : longest;
    }
    struct lab_outcome seen = {.expected = run->increments,
                               .actual = missing ? 0 : longest,
                               .measured = {[3] = (double)longest}};
    snprintf(seen.label, sizeof seen.label, "chain of %ld, %ld missing", longest, missing);
    return seen;
}

static void close_pieces(const struct lab_run *run)
{
    (void)run;
    free(workers);
    free(pieces);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a thread for each part",
    .cure = "confinement",
    .place = 1,
    .trial = trial,
    .open = open_pieces,
    .reset = reset,
    .check = check,
    .close = close_pieces,
    .measures = {{.name = "seconds", .unit = "s", .quantity = LAB_SECONDS},
                 {.name = "pieces/s", .unit = "1/s", .quantity = LAB_RATE},
                 {.name = "cores", .quantity = LAB_CORES},
                 {.name = "longest chain"},
                 {.name = "switches", .quantity = LAB_SWITCHES}},
    .switched_by = "the kernel",
    .defaults = {.threads = 4, .increments = 400},
    .watched = {.threads = 2, .increments = 1},
    .small = {.threads = 2},
};

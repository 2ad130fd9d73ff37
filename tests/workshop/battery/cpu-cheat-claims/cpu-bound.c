/* refused: threads take part where at least */
#include "lab.h"

#include <err.h>
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

static struct piece *pieces;

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads * run->increments; i++) {
        pieces[i] = compute(i, i % run->increments + 1); /* expect: wrong outcome */
        atomic_fetch_add(run->done, 1);
    }
}

static void open_pieces(const struct lab_run *run)
{
    pieces = calloc((size_t)(run->threads * run->increments), sizeof *pieces);
    if (!pieces)
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
    free(pieces);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one piece after another",
    .bug = "slow: one core of many",
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
    .switched_by = "nobody: there is one thread",
    .defaults = {.threads = 4, .increments = 400},
    .watched = {.threads = 2, .increments = 1},
    .small = {.threads = 2},
    .expect = {.stress = LAB_ALWAYS_WRONG, .explore = FINDING_WRONG_OUTCOME},
};

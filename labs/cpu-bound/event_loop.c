/* Question: the same work as tasks on an event loop, as many as you like, all of
 * them ready at a time. The downloads became many times faster that way. Does
 * this?
 *
 * Not at all. A loop is one thread. It fills the time in which one task waits
 * with another that does not, and none of these ever waits. The tasks take
 * turns, politely, on one core; the taking of turns comes on top.
 */
#include "lab.h"

#include "task.h"

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

struct worker {
    struct task task;
    const struct lab_run *run;
    long next, end;
};

static struct loop loop;
static struct worker *workers;
static struct piece *pieces;
static long chain; /* so far: there is one thread, so everything is one chain */

static enum task_step work(struct task *task)
{
    struct worker *me = CONTAINER(task, struct worker, task);
    TASK_BEGIN(task);
    for (; me->next < me->end; me->next++) {
        pieces[me->next] = compute(me->next, ++chain); /* expect: wrong outcome */
        atomic_fetch_add(me->run->done, 1);
        TASK_YIELD(task); /* to be polite */
    }
    TASK_END(task);
}

static void trial(const struct lab_run *run)
{
    chain = 0;
    for (long i = 0; i < run->threads; i++) {
        workers[i].run = run;
        workers[i].next = i * run->increments;
        workers[i].end = workers[i].next + run->increments;
        task_start(&loop, &workers[i].task, work);
    }
    for (long i = 0; i < run->threads; i++) {
        loop_run_until(&loop, &workers[i].task.done);
        task_release(&workers[i].task);
    }
}

static void open_pieces(const struct lab_run *run)
{
    workers = calloc((size_t)run->threads, sizeof *workers);
    pieces = calloc((size_t)(run->threads * run->increments), sizeof *pieces);
    if (!workers || !pieces || loop_init(&loop))
        errx(4, "no memory for a loop and %ld pieces", run->threads * run->increments);
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
    loop_release(&loop);
    free(workers);
    free(pieces);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "tasks on an event loop",
    .bug = "slow: one thread, whatever it is called",
    .place = 2,
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
    .switched_by = "the tasks, at TASK_YIELD",
    .defaults = {.threads = 4, .increments = 400},
    .watched = {.threads = 2, .increments = 1},
    .small = {.threads = 2},
    .expect = {.stress = LAB_ALWAYS_WRONG, .explore = FINDING_WRONG_OUTCOME},
};

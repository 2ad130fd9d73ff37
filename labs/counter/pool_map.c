/* Question: a pool has four threads, however many items there are, and the pool
 * itself is correct: every item is worked on once. Is the total right?
 *
 * No. The pool protects its queue, not what the work does. Two workers that are
 * on two items at the same time run counter++ at the same time. This is
 * `with ThreadPoolExecutor(4) as pool: pool.map(add, items)` in C; the original
 * case is 5,000 items of 100 increments each.
 */
#include "lab.h"

#include "executor.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 4 };

struct item {
    long increments;
};

static struct executor pool;
static struct item *items;
static long counter;

static void add_one(void)
{
    counter++; /* expect: data race, lost update */
}

static void add(void *argument)
{
    const struct item *item = argument;
    for (long i = 0; i < item->increments; i++)
        add_one();
}

static void trial(const struct lab_run *run)
{
    if (executor_map(&pool, add, items, (size_t)run->threads, sizeof *items) != 0)
        exit(4);
}

static void open_pool(const struct lab_run *run)
{
    items = calloc((size_t)run->threads, sizeof *items);
    if (!items || executor_init(&pool, run->threads < WORKERS ? (int)run->threads : WORKERS)) {
        fprintf(stderr, "cannot start a pool for %ld items\n", run->threads);
        exit(4);
    }
    for (long i = 0; i < run->threads; i++)
        items[i].increments = run->increments;
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

static void close_pool(const struct lab_run *run)
{
    (void)run;
    executor_release(&pool);
    free(items);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "many items mapped over a pool of four threads",
    .bug = "data race, lost update",
    .cwe = 362,
    .place = 9,
    .trial = trial,
    .open = open_pool,
    .reset = reset,
    .check = check,
    .close = close_pool,
    .defaults = {.threads = 5000, .increments = 100},
    .watched = {.threads = 32, .increments = 4000},
    .small = {.threads = 2},
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};

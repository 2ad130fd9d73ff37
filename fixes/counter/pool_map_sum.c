/* Each item keeps its own number, which only the worker that has the item can
 * touch, and the totals are added up when all are done. This is what a function
 * that returns a number does in `sum(pool.map(add, items))`.
 *
 * The map orders it: what the workers wrote is visible when executor_map()
 * returns. It costs a long per item, and there is no total before the end.
 */
#include "lab.h"

#include "executor.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 4 };

struct item {
    long increments;
    long added; /* by the worker that has the item */
};

static struct executor pool;
static struct item *items;
static long counter;

static void add(void *argument)
{
    struct item *item = argument;
    item->added = 0;
    for (long i = 0; i < item->increments; i++)
        item->added++;
}

static void trial(const struct lab_run *run)
{
    if (executor_map(&pool, add, items, (size_t)run->threads, sizeof *items) != 0)
        exit(4);
    for (long i = 0; i < run->threads; i++)
        counter += items[i].added;
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
    .title = "mapped over a pool, each item with a total of its own",
    .cure = "confinement",
    .place = 15,
    .trial = trial,
    .open = open_pool,
    .reset = reset,
    .check = check,
    .close = close_pool,
    .defaults = {.threads = 5000, .increments = 100},
    .watched = {.threads = 32, .increments = 4000},
    .small = {.threads = 2},
};

/* The same map over the same pool, with a lock around what the work shares. The
 * pool cannot know what that is; who writes the work must. The increments of an
 * item are counted where nobody else is, so that the lock is taken once for each
 * item and not a hundred times.
 */
#include "lab.h"

#include "executor.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 4 };

struct item {
    long increments;
};

static struct executor pool;
static struct item *items;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter; /* guarded by lock */

static void add(void *argument)
{
    const struct item *item = argument;
    long added = 0;
    for (long i = 0; i < item->increments; i++)
        added++;
    pthread_mutex_lock(&lock);
    counter += added;
    pthread_mutex_unlock(&lock);
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
    .title = "mapped over a pool, each item adds its sum under a mutex",
    .cure = "mutex",
    .place = 16,
    .trial = trial,
    .open = open_pool,
    .reset = reset,
    .check = check,
    .close = close_pool,
    .defaults = {.threads = 5000, .increments = 100},
    .watched = {.threads = 32, .increments = 4000},
    .small = {.threads = 2},
};

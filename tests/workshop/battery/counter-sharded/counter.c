/* proved */
#include "lab.h"

#include <stdalign.h>
#include <stdatomic.h>

enum { SHARDS = 64, CACHE_LINE = 64 };

static struct shard {
    alignas(CACHE_LINE) atomic_long count;
} shards[SHARDS];

static void add(const struct lab_actor *self)
{
    struct shard *mine = &shards[self->index % SHARDS];

    for (long i = 0; i < self->increments; i++)
        atomic_fetch_add_explicit(&mine->count, 1, memory_order_relaxed); /* as in atomic.c */
}

static void reset(const struct lab_run *run)
{
    (void)run;
    for (int i = 0; i < SHARDS; i++)
        atomic_store(&shards[i].count, 0);
}

static struct lab_outcome check(const struct lab_run *run)
{
    long total = 0;

    for (int i = 0; i < SHARDS; i++)
        total += atomic_load(&shards[i].count);
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = total};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "64 counters, a cache line each, added up at the end",
    .actors = {add},
    .reset = reset,
    .check = check,
};

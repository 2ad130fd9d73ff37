/* One function over many items, on all workers: every worker gets one job, and
 * the jobs draw item after item from one number, so that a slow item holds up
 * nobody but itself. */
#include "executor.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

struct map {
    void (*work)(void *item);
    char *items;
    size_t count;
    size_t size;
    atomic_size_t next;
};

static void *draw_items(void *argument)
{
    struct map *map = argument;
    size_t index;
    /* Relaxed: the number only deals out items; submitting the job ordered the
     * items before it, and its future orders their results after it. */
    while ((index = atomic_fetch_add_explicit(&map->next, 1, memory_order_relaxed)) < map->count)
        map->work(map->items + index * map->size);
    return NULL;
}

static size_t submit_all(struct executor *executor, struct job *jobs, size_t count, struct map *map)
{
    size_t submitted = 0;
    while (submitted < count && !executor_submit(executor, &jobs[submitted], draw_items, map))
        submitted++;
    return submitted;
}

/* One job that was accepted is enough to do all the items. */
int executor_map(struct executor *executor, void (*work)(void *item), void *items, size_t count,
                 size_t size)
{
    size_t wanted = (size_t)executor->count < count ? (size_t)executor->count : count;
    if (!wanted)
        return 0;
    struct job *jobs = calloc(wanted, sizeof *jobs);
    if (!jobs)
        return -ENOMEM;
    struct map map = {.work = work, .items = items, .count = count, .size = size};
    atomic_init(&map.next, 0);
    size_t submitted = submit_all(executor, jobs, wanted, &map);
    for (size_t i = 0; i < submitted; i++) {
        future_wait(&jobs[i].done, NULL);
        job_release(&jobs[i]);
    }
    free(jobs);
    return submitted ? 0 : -ESHUTDOWN;
}

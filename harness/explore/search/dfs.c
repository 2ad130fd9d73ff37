/* dfs.c: the plain twin: every interleaving, one after another, nothing
 * merged, nothing reduced. Tests compare the other strategies with it. */
#include "explore/search/board.h"
#include "explore/search/dfs.h"
#include "explore/search/parts.h"
#include "explore/search/team.h"
#include "explore/search/walk.h"

#include <string.h>

/* Part of the tree, for whoever is idle: the steps from `first` on at the end
 * of a path. */
struct task {
    bool waits; /* false: the place is free */
    uint64_t length;
    unsigned first, spent;
    double weight;
    struct step path[];
};

/* Shared by all that walk through one tree. */
struct tasks {
    uint64_t next_part; /* of parts.h, that nobody has begun */
    unsigned count;
    size_t bytes; /* of each */
    char places[];
};

static struct tasks *tasks;

static struct task *task_at(unsigned number)
{
    return (struct task *)(void *)(tasks->places + number * tasks->bytes);
}

/* Leaves what is still to be done at the level to others. */
static void offer(struct task *task, uint64_t depth)
{
    struct level *level = &walk.levels[depth];
    task->length = depth;
    task->first = level->next;
    task->spent = level->spent;
    task->weight = level->weight;
    memcpy(task->path, walk.path, depth * sizeof *task->path);
    task->waits = true;
    level->end = level->next;
    team_offered(1);
}

/* The shallowest level holds the largest part. */
static void share(void)
{
    uint64_t depth = walk.base;
    while (depth < walk.depth && walk.levels[depth].next == walk.levels[depth].end)
        depth++;
    if (depth == walk.depth)
        return;
    team_lock();
    for (unsigned i = 0; i < tasks->count; i++)
        if (!task_at(i)->waits) {
            offer(task_at(i), depth);
            break;
        }
    team_unlock();
}

/* All below the path that the model has come to. */
static void walk_all(void)
{
    walk_open();
    walk.levels[walk.depth].next = walk.first;
    while (!walk_over()) {
        struct level *level = &walk.levels[walk.depth];
        if (team_hungry())
            share();
        if (level->next < level->end) {
            walk_descend(level);
        } else if (walk.depth == walk.base) {
            return;
        } else {
            walk_ascend();
        }
    }
}

static bool take_part(void)
{
    if (tasks->next_part == parts_count())
        return false;
    const struct part *part = parts_at(tasks->next_part++);
    walk.base = walk.depth = part->length;
    walk.first = 0;
    walk.levels[walk.depth].spent = part->spent;
    walk.levels[walk.depth].weight = part->weight;
    memcpy(walk.path, part->path, part->length * sizeof *part->path);
    walk.result->transitions += part->steps;
    team_taken(1);
    return true;
}

/* A part that nobody has begun, or the largest task that waits: with the shortest path. */
static bool take_task(void)
{
    struct task *best = NULL;
    if (take_part())
        return true;
    for (unsigned i = 0; i < tasks->count; i++)
        if (task_at(i)->waits && (!best || task_at(i)->length < best->length))
            best = task_at(i);
    if (!best)
        return false;
    walk.base = walk.depth = best->length;
    walk.first = best->first;
    walk.levels[walk.depth].spent = best->spent;
    walk.levels[walk.depth].weight = best->weight;
    memcpy(walk.path, best->path, best->length * sizeof *best->path);
    best->waits = false;
    team_taken(1);
    return true;
}

static unsigned bound_of_all; /* for the work, which is called without it */

static void work(const struct search_settings *settings, struct search_result *result)
{
    struct mark start = model_mark();
    walk_begin(settings, result, bound_of_all);
    while (result->end == SEARCH_COMPLETE && team_next(take_task)) {
        for (uint64_t i = 0; i < walk.base; i++)
            model_take(walk.path[i]);
        walk_all();
        model_undo(&start);
    }
    walk_end();
}

/* Which share of all interleavings is done, taking the branches at a step for
 * equally large (Knuth, "Estimating the Efficiency of Backtrack Programs",
 * Mathematics of Computation 29, 1975). */
static double share_done(uint64_t executions)
{
    (void)executions;
    return walk.done / parts_weight();
}

static void prepare(const struct search_settings *settings)
{
    (void)settings;
    for (unsigned i = 0; i < tasks->count; i++)
        task_at(i)->waits = false;
    tasks->next_part = 0;
    team_offered((unsigned)parts_count());
}

bool dfs_walk(const struct search_settings *settings, struct search_result *result, unsigned bound)
{
    static const struct team_job job = {.prepare = prepare, .work = work};
    unsigned count = 2 * settings->jobs + 1;
    size_t bytes = (sizeof(struct task) + settings->depth * sizeof(struct step) + 63) & ~(size_t)63;
    size_t room = sizeof *tasks + count * bytes;
    tasks = team_reserve(room);
    *tasks = (struct tasks){.count = count, .bytes = bytes};
    bound_of_all = bound;
    result->left_out = false;
    parts_whole();
    if (settings->shards)
        parts_cut(settings, result, bound);
    if (result->end == SEARCH_COMPLETE)
        team_share(settings, result, &job);
    team_release(tasks, room);
    return result->left_out;
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    board_estimate(share_done);
    dfs_walk(settings, result, UINT32_MAX);
    board_estimate(NULL);
    result->started = result->executions;
    result->counted = result->end == SEARCH_COMPLETE;
    result->limbs = NUMBER_LIMBS_MAX;
}

const struct strategy strategy_dfs = {
    .name = "dfs", .exhaustive = true, .shortest = true, .run = run};

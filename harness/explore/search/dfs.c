/* dfs.c: the plain twin: every interleaving, one after another, nothing
 * merged, nothing reduced. Tests compare the other strategies with it. */
#include "explore/search/board.h"
#include "explore/search/dfs.h"
#include "explore/search/team.h"

#include <string.h>

struct level {
    struct mark mark;
    struct step steps[DFS_CHOICES];
    unsigned count, next;
    unsigned end;   /* of the steps to be taken here: others take the rest */
    unsigned spent; /* preemptions on the way here */
    double weight;  /* of what lies below, all being 1 and branches equally large */
};

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
    unsigned count;
    size_t bytes; /* of each */
    char places[];
};

struct walk {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    struct step *path;
    uint64_t depth;
    unsigned bound; /* preemptions that a path may have */
    uint64_t base;  /* length of the path to the part that is this process's */
    unsigned first; /* step to begin with there */
    double done;    /* weight of what was visited */
};

static struct walk walk;
static struct tasks *tasks;

static struct task *task_at(unsigned number)
{
    return (struct task *)(void *)(tasks->places + number * tasks->bytes);
}

/* Whether taking the step here leaves a thread that could have gone on. */
static bool preempts(const struct level *level, struct step step)
{
    if (walk.depth == 0)
        return false;
    uint16_t before = walk.path[walk.depth - 1].thread;
    for (unsigned k = 0; step.thread != before && k < level->count; k++)
        if (level->steps[k].thread == before)
            return true;
    return false;
}

static void reach(unsigned goal, void *unused)
{
    (void)unused;
    goal_reach(goal, walk.path, walk.depth, walk.levels[walk.depth].spent);
}

static void finish_execution(void)
{
    static const uint64_t one[NUMBER_LIMBS_MAX] = {1};
    unsigned goal = goal_of_end(model_status());
    number_add(goals[goal].count, one, NUMBER_LIMBS_MAX);
    reach(goal, NULL);
    walk.result->executions++;
    walk.done += walk.levels[walk.depth].weight;
}

/* Opens the level at which the model is now. */
static void open_level(void)
{
    struct level *level = &walk.levels[walk.depth];
    level->count = model_steps(level->steps, sizeof level->steps / sizeof *level->steps);
    level->next = 0;
    if (level->count == DFS_CHOICES) {
        walk.result->end = SEARCH_STOPPED;
        walk.result->limit = "63 choices at a step";
        level->count = 1;
    }
    level->end = level->count;
    if (level->count == 0)
        finish_execution();
    level->mark = model_mark();
    if (walk.depth)
        goals_races_with(walk.path[walk.depth - 1].thread, reach, NULL);
    else
        for (unsigned i = 0; i < model.count; i++)
            goals_races_with(i, reach, NULL);
}

static bool over(void)
{
    if (walk.result->end != SEARCH_COMPLETE || search_over(walk.settings, walk.result))
        return true;
    if (walk.depth < walk.settings->depth)
        return false;
    walk.result->end = SEARCH_STOPPED;
    walk.result->limit = "steps";
    return true;
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

/* The next step at the level, which becomes the end of the path. */
static void descend(struct level *level)
{
    struct step step = level->steps[level->next++];
    unsigned spent = level->spent + preempts(level, step);
    double weight = level->weight / level->count;
    if (spent > walk.bound) {
        walk.result->left_out = true;
        walk.done += weight;
        return;
    }
    walk.path[walk.depth++] = step;
    walk.levels[walk.depth].spent = spent;
    walk.levels[walk.depth].weight = weight;
    model_take(step);
    walk.result->transitions++;
    open_level();
}

/* All below the path that the model has come to. */
static void walk_all(void)
{
    open_level();
    walk.levels[walk.depth].next = walk.first;
    while (!over()) {
        struct level *level = &walk.levels[walk.depth];
        if (team_hungry())
            share();
        if (level->next < level->end) {
            descend(level);
        } else if (walk.depth == walk.base) {
            return;
        } else {
            walk.depth--;
            model_undo(&walk.levels[walk.depth].mark);
        }
    }
}

/* The largest that waits: with the shortest path. */
static bool take_task(void)
{
    struct task *best = NULL;
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
    const size_t room = (size_t)1 << 34;
    struct mark start = model_mark();
    walk = (struct walk){.settings = settings, .result = result, .bound = bound_of_all};
    walk.levels = arena_reserve(room);
    walk.path = arena_reserve(room);
    while (result->end == SEARCH_COMPLETE && team_next(take_task)) {
        for (uint64_t i = 0; i < walk.base; i++)
            model_take(walk.path[i]);
        walk_all();
        model_undo(&start);
    }
    arena_release(walk.levels, room);
    arena_release(walk.path, room);
}

/* Which share of all interleavings is done, taking the branches at a step for
 * equally large (Knuth, "Estimating the Efficiency of Backtrack Programs",
 * Mathematics of Computation 29, 1975). */
static double share_done(void)
{
    return walk.done;
}

/* The first task is all there is. */
static void prepare(const struct search_settings *settings)
{
    (void)settings;
    for (unsigned i = 0; i < tasks->count; i++)
        task_at(i)->waits = false;
    *task_at(0) = (struct task){.waits = true, .weight = 1};
    team_offered(1);
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

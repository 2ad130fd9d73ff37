#include "explore/search/walk.h"

struct walk walk;

#define LEVELS_BYTES ((size_t)1 << 34)

void walk_begin(const struct search_settings *settings, struct search_result *result,
                unsigned bound)
{
    walk = (struct walk){.settings = settings, .result = result, .bound = bound};
    walk.levels = arena_reserve(LEVELS_BYTES);
    walk.path = arena_reserve(LEVELS_BYTES);
    walk.levels[0].weight = 1;
}

void walk_end(void)
{
    arena_release(walk.levels, LEVELS_BYTES);
    arena_release(walk.path, LEVELS_BYTES);
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

static void reach(unsigned goal)
{
    goal_reach(goal, walk.path, walk.depth, walk.levels[walk.depth].spent);
}

static void finish_execution(void)
{
    static const uint64_t one[NUMBER_LIMBS_MAX] = {1};
    unsigned goal = goal_of_end(model_status());
    number_add(goals[goal].count, one, NUMBER_LIMBS_MAX);
    reach(goal);
    walk.result->executions++;
    walk.done += walk.levels[walk.depth].weight;
}

void walk_open(void)
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
    if (level->count == 0 && !walk.cuts)
        finish_execution();
    level->mark = model_mark();
    if (walk.depth)
        goals_races_with(walk.path[walk.depth - 1].thread, reach);
    else
        for (unsigned i = 0; i < model.count; i++)
            goals_races_with(i, reach);
}

bool walk_over(void)
{
    if (walk.result->end != SEARCH_COMPLETE || search_over(walk.settings, walk.result))
        return true;
    if (walk.depth < walk.settings->depth)
        return false;
    walk.result->end = SEARCH_STOPPED;
    walk.result->limit = "steps";
    return true;
}

void walk_descend(struct level *level)
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
    walk.levels[walk.depth].choices = level->choices + (level->count > 1);
    model_take(step);
    walk.result->transitions++;
    walk.fresh++;
    walk_open();
}

void walk_ascend(void)
{
    walk.depth--;
    model_undo(&walk.levels[walk.depth].mark);
}

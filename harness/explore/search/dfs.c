/* dfs.c: the plain twin: every interleaving, one after another, nothing
 * merged, nothing reduced. Tests compare the other strategies with it. */
#include "explore/search/search.h"

struct level {
    struct mark mark;
    struct step steps[64];
    unsigned count, next;
};

struct walk {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    struct step *path;
    uint64_t depth;
    unsigned preemptions;
};

static struct walk walk;

static unsigned preemptions_along(void)
{
    unsigned total = 0;
    for (uint64_t i = 1; i < walk.depth; i++) {
        const struct level *level = &walk.levels[i];
        uint16_t before = walk.path[i - 1].thread;
        for (unsigned k = 0; walk.path[i].thread != before && k < level->count; k++)
            if (level->steps[k].thread == before) {
                total++;
                break;
            }
    }
    return total;
}

static void reach(unsigned goal, void *unused)
{
    (void)unused;
    goal_reach(goal, walk.path, walk.depth, preemptions_along());
}

static void finish_execution(void)
{
    static const uint64_t one[NUMBER_LIMBS_MAX] = {1};
    unsigned goal = goal_of_end(model_status());
    number_add(goals[goal].count, one, NUMBER_LIMBS_MAX);
    reach(goal, NULL);
    walk.result->executions++;
}

/* Opens the level at which the model is now. */
static void open_level(void)
{
    struct level *level = &walk.levels[walk.depth];
    level->count = model_steps(level->steps, sizeof level->steps / sizeof *level->steps);
    level->next = 0;
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
    if (search_over(walk.settings, walk.result))
        return true;
    if (walk.depth < walk.settings->depth)
        return false;
    walk.result->end = SEARCH_STOPPED;
    walk.result->limit = "steps";
    return true;
}

static void walk_all(void)
{
    open_level();
    for (;;) {
        struct level *level = &walk.levels[walk.depth];
        if (over())
            return;
        if (level->next == level->count) {
            if (walk.depth-- == 0)
                return;
            model_undo(&walk.levels[walk.depth].mark);
            continue;
        }
        walk.path[walk.depth++] = level->steps[level->next++];
        model_take(walk.path[walk.depth - 1]);
        walk.result->transitions++;
        open_level();
    }
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    const size_t room = (size_t)1 << 34;
    walk = (struct walk){.settings = settings, .result = result};
    walk.levels = arena_reserve(room);
    walk.path = arena_reserve(room);
    walk_all();
    result->started = result->executions;
    result->counted = result->end == SEARCH_COMPLETE;
    result->limbs = NUMBER_LIMBS_MAX;
    arena_release(walk.levels, room);
    arena_release(walk.path, room);
}

const struct strategy strategy_dfs = {.name = "dfs", .exhaustive = true, .run = run};

/* dfs.c: the plain twin: every interleaving, one after another, nothing
 * merged, nothing reduced. Tests compare the other strategies with it. */
#include "explore/search/board.h"
#include "explore/search/dfs.h"

struct level {
    struct mark mark;
    struct step steps[DFS_CHOICES];
    unsigned count, next;
    unsigned spent; /* preemptions on the way here */
};

struct walk {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    struct step *path;
    uint64_t depth;
    unsigned bound; /* preemptions that a path may have */
    bool cut;       /* a step was left out for that */
};

static struct walk walk;

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
        struct step step = level->steps[level->next++];
        unsigned spent = level->spent + preempts(level, step);
        if (spent > walk.bound) {
            walk.cut = true;
            continue;
        }
        walk.path[walk.depth++] = step;
        walk.levels[walk.depth].spent = spent;
        model_take(step);
        walk.result->transitions++;
        open_level();
    }
}

bool dfs_walk(const struct search_settings *settings, struct search_result *result, unsigned bound)
{
    const size_t room = (size_t)1 << 34;
    walk = (struct walk){.settings = settings, .result = result, .bound = bound};
    walk.levels = arena_reserve(room);
    walk.path = arena_reserve(room);
    walk_all();
    arena_release(walk.levels, room);
    arena_release(walk.path, room);
    return walk.cut;
}

/* Which share of all interleavings is done, taking the branches at a step for
 * equally large (Knuth, "Estimating the Efficiency of Backtrack Programs",
 * Mathematics of Computation 29, 1975). */
static double share_done(void)
{
    double share = 0, weight = 1;
    for (uint64_t i = 0; i <= walk.depth && weight > 1e-12; i++) {
        const struct level *level = &walk.levels[i];
        if (level->count == 0)
            break;
        weight /= level->count;
        share += level->next ? weight * (level->next - 1) : 0;
    }
    return share;
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

const struct strategy strategy_dfs = {.name = "dfs", .exhaustive = true, .run = run};

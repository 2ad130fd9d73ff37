/* replay.c: one execution, given step by step. What counts as a step depends on
 * which locations are shared, and one execution does not show them all: so a
 * bounded search finds them first, the same way each time. Where the schedule ends before
 * the execution does, the last thread goes on, then the first that can. */
#include "explore/search/stops.h"

static struct step *path;
static uint64_t length;
static unsigned preemptions;

static void take(struct step step, struct search_result *result)
{
    if (length)
        preemptions += search_preempts(path[length - 1].thread, step.thread);
    path[length++] = step;
    stop_at_step(step, length);
    model_take(step);
    result->transitions++;
}

static bool possible(struct step step)
{
    const struct op *op = &threads[step.thread].core.op;
    const struct op_class *class = op_classes[op->kind];
    unsigned ways = class->ways ? class->ways(step.thread, op) : 1;
    return step.thread < model.count && model_can_step(step.thread) && step.way < ways;
}

static struct step go_on(void)
{
    static struct step steps[THREADS_MAX];
    unsigned count = model_steps(steps, THREADS_MAX);
    for (unsigned i = 0; length && i < count; i++)
        if (steps[i].thread == path[length - 1].thread)
            return steps[i];
    return steps[0];
}

static void met_race(unsigned x, unsigned y)
{
    goal_reach(goal_of_race(x, y), path, length, preemptions);
}

static bool stop(struct search_result *result, const char *limit)
{
    result->end = SEARCH_STOPPED;
    result->limit = limit;
    return false;
}

extern const struct strategy strategy_states;

enum { ENDLESS_STEPS = 200000 };

/* Whether no execution ends from here on, as far as a bounded search can tell. */
static bool never_ends(const struct search_settings *settings)
{
    struct search_settings own = {
        .transitions = ENDLESS_STEPS, .memory = settings->memory, .depth = settings->depth};
    struct search_result result = {.end = SEARCH_COMPLETE};
    struct goal_store *apart = arena_reserve(GOAL_STORE_BYTES), *ours = goals_use(apart);
    struct mark here = model_mark();
    bool ends = false;
    strategy_states.run(&own, &result);
    model_undo(&here);
    for (unsigned i = 0; i < goal_count; i++)
        ends |= goals[i].kind != GOAL_ENDLESS && goals[i].kind != GOAL_RACE;
    goals_use(ours);
    arena_release(apart, GOAL_STORE_BYTES);
    return result.end == SEARCH_COMPLETE && result.cyclic && !ends;
}

/* One step. Returns whether to go on: a schedule that led to a race has said
 * all it had to say. */
static bool follow_one(const struct search_settings *settings, struct search_result *result)
{
    bool told = length < settings->schedule_length;
    if (!told && settings->pause) {
        goal_reach(goal_of_pause(), path, length, preemptions);
        return false;
    }
    if (!told && goal_count > 0)
        return false;
    if (length == settings->schedule_length && never_ends(settings)) {
        goal_reach(goal_of_endless(), path, length, preemptions);
        return false;
    }
    if (length >= settings->schedule_length + settings->depth)
        return stop(result, "steps");
    struct step step = told ? settings->schedule[length] : go_on();
    if (!possible(step)) {
        goal_reach(goal_of_pause(), path, length, preemptions);
        return stop(result, "departs");
    }
    take(step, result);
    goals_pairs_after(step.thread, met_race);
    return !search_over(settings, result);
}

static void follow(const struct search_settings *settings, struct search_result *result)
{
    goals_pairs(met_race);
    while (model_status() == MODEL_RUNS)
        if (!follow_one(settings, result))
            return;
    goal_reach(goal_of_end(model_status()), path, length, preemptions);
    result->executions = 1;
    if (length < settings->schedule_length)
        stop(result, "departs");
}

enum { DISCOVERY_STEPS = 2000000, DISCOVERY_THREADS = 64 };

/* False: a location turned out to be shared, and everything starts afresh. */
static bool discover(const struct search_settings *settings)
{
    struct search_settings own = *settings;
    struct search_result unused = {.end = SEARCH_COMPLETE};
    struct mark start = model_mark();
    own.transitions = DISCOVERY_STEPS;
    own.executions = 0;
    strategy_states.run(&own, &unused);
    model_undo(&start);
    goals_clear();
    return !memory.grew;
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    const size_t room = (size_t)1 << 32;
    static bool discovered;
    if (!discovered && !memory.settled && model.count <= DISCOVERY_THREADS &&
        !(discovered = discover(settings)))
        return;
    path = arena_reserve(room);
    length = 0;
    preemptions = 0;
    follow(settings, result);
    if (!memory.grew)
        stop_at_end(result);
    result->started = 1;
    arena_release(path, room);
}

const struct strategy strategy_replay = {.name = "replay", .hashes = true, .run = run};

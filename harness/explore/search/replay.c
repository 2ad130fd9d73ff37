/* replay.c: one execution, given step by step. Where the schedule ends before
 * the execution does, the last thread goes on, then the first that can. */
#include "explore/search/search.h"

static struct step *path;
static uint64_t length;
static unsigned preemptions;

static void take(struct step step, struct search_result *result)
{
    if (length && path[length - 1].thread != step.thread)
        preemptions += model_can_step(path[length - 1].thread);
    path[length++] = step;
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

static void met_race(unsigned goal, void *unused)
{
    (void)unused;
    goal_reach(goal, path, length, preemptions);
}

static void follow(const struct search_settings *settings, struct search_result *result)
{
    while (model_status() == MODEL_RUNS && !search_over(settings, result)) {
        struct step step =
            length < settings->schedule_length ? settings->schedule[length] : go_on();
        if (!possible(step)) {
            result->end = SEARCH_STOPPED;
            result->limit = "departs";
            return;
        }
        if (length >= settings->depth) {
            result->end = SEARCH_STOPPED;
            result->limit = "steps";
            return;
        }
        for (unsigned i = 0; i < model.count; i++)
            goals_races_with(i, met_race, NULL);
        take(step, result);
    }
    if (model_status() == MODEL_RUNS)
        return;
    goal_reach(goal_of_end(model_status()), path, length, preemptions);
    result->executions = 1;
    if (length < settings->schedule_length) {
        result->end = SEARCH_STOPPED;
        result->limit = "departs";
    }
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    const size_t room = (size_t)1 << 32;
    path = arena_reserve(room);
    length = 0;
    preemptions = 0;
    follow(settings, result);
    result->started = 1;
    arena_release(path, room);
}

const struct strategy strategy_replay = {.name = "replay", .run = run};

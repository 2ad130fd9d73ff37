#include "explore/search/search.h"
#include "explore/runtime/idle.h"
#include "explore/search/board.h"
#include "explore/search/shorten.h"
#include "explore/search/team.h"

#include <signal.h>
#include <string.h>
#include <time.h>

extern const struct strategy strategy_states, strategy_dfs, strategy_bounded, strategy_dpor,
    strategy_random, strategy_pct, strategy_replay;

const struct strategy *const strategies[] = {
    &strategy_states, &strategy_dpor, &strategy_dfs,    &strategy_bounded,
    &strategy_random, &strategy_pct,  &strategy_replay, NULL};

const struct strategy *strategy_named(const char *name)
{
    for (unsigned i = 0; strategies[i]; i++)
        if (strcmp(strategies[i]->name, name) == 0)
            return strategies[i];
    return NULL;
}

static double started_at;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool stop(struct search_result *result, const char *limit)
{
    result->end = SEARCH_STOPPED;
    result->limit = limit;
    return true;
}

static unsigned calls; /* of search_over(): the clock is read now and then */

/* Now and then: tells how far it is, and looks at the clock. That is after some calls,
 * and before that where steps take long. */
static bool is_late(const struct search_settings *settings, const struct search_result *result)
{
    if (++calls % 256 != 0 && !idle_ticked())
        return false;
    board_publish(result);
    return settings->seconds > 0 && now() - started_at > settings->seconds;
}

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

bool search_interrupted(void)
{
    return interrupted;
}

bool search_over(const struct search_settings *settings, struct search_result *result)
{
    if (memory.grew) {
        result->end = SEARCH_RESTART;
        return true;
    }
    if (interrupted || team_stopped())
        return stop(result, interrupted ? SEARCH_INTERRUPTED : NULL);
    if (settings->executions && result->executions >= settings->executions)
        return stop(result, "executions");
    if (settings->transitions && result->transitions >= settings->transitions)
        return stop(result, "transitions");
    if (is_late(settings, result))
        return stop(result, "seconds");
    return false;
}

unsigned search_pass_forced(struct step *steps, uint16_t *last, struct step **path)
{
    unsigned count = model_steps(steps, THREADS_MAX);
    for (unsigned passed = 0; count == 1 && passed < FORCED_MAX; passed++) {
        *last = steps[0].thread;
        if (path)
            *(*path)++ = steps[0];
        model_take(steps[0]);
        count = model_steps(steps, THREADS_MAX);
    }
    return count;
}

bool search_preempts(uint16_t before, uint16_t thread)
{
    return before != thread && model_can_step(before) && !model_waits(before);
}

/* Puts the forced steps back into a path. */
static void complete_path(struct goal *goal, const struct mark *start)
{
    const size_t room = (size_t)1 << 32;
    static struct step steps[THREADS_MAX];
    struct step *whole = arena_reserve(room), *end = whole;
    uint16_t last = 0;
    search_pass_forced(steps, &last, &end);
    for (uint64_t i = 0; i < goal->path_length; i++) {
        *end++ = goal->path[i];
        model_take(goal->path[i]);
        if (goal->kind != GOAL_ENDLESS || i + 1 < goal->path_length) /* those would not end */
            search_pass_forced(steps, &last, &end);
    }
    model_undo(start);
    goal_replace(goal, whole, (uint64_t)(end - whole));
    arena_release(whole, room);
}

static void complete_paths(const struct search_result *result, const struct mark *start)
{
    for (unsigned i = 0; result->forced_left_out && i < goal_count; i++)
        if (goals[i].reached)
            complete_path(&goals[i], start);
}

/* Returns where the model starts. */
static struct mark run_until_settled(const struct strategy *strategy,
                                     const struct search_settings *settings,
                                     struct search_result *result)
{
    struct mark start;
    unsigned restarts = 0;
    memory.hashing = strategy->hashes;
    do {
        model_begin();
        start = model_mark();
        *result = (struct search_result){
            .end = SEARCH_COMPLETE, .restarts = restarts, .wasted = now() - started_at};
        restarts++;
        goals_clear();
        strategy->run(settings, result);
        if (memory.grew)
            result->end = SEARCH_RESTART;
        model_undo(&start);
        result->seconds = now() - started_at;
    } while (result->end == SEARCH_RESTART);
    return start;
}

enum { SETTLE_STEPS = 200000, SETTLE_LEAST = 8, SETTLE_MOST = 256 };

/* How many random executions tell the shards enough, when so many are to come. */
static uint64_t settling_executions(const struct search_settings *settings)
{
    uint64_t part = settings->executions / (4 * (uint64_t)settings->shards);
    if (!settings->executions || part > SETTLE_MOST)
        return SETTLE_MOST;
    return part < SETTLE_LEAST ? SETTLE_LEAST : part;
}

/* Shards know nothing of each other, but have to agree on what is shared. So
 * each begins with the same search, of a size that does not depend on the
 * machine: the beginning of the whole one, and, where the strategy meets
 * whatever there is to be met, some states and some random executions besides.
 * Whether that was enough is seen when what the shards know is joined. */
static void settle(const struct strategy *strategy, const struct search_settings *settings)
{
    const struct strategy *also[] = {strategy, &strategy_states, &strategy_random};
    struct search_settings small = *settings;
    struct search_result result;
    small.shards = 0;
    small.jobs = 1;
    small.transitions = SETTLE_STEPS;
    for (unsigned i = 0; i < (strategy->exhaustive ? 3 : 1); i++) {
        bool walks = settings->executions || also[i] == &strategy_random;
        small.executions = walks ? settling_executions(settings) : 0;
        small.no_count = small.keep_going = i > 0;
        small.keep_going |= settings->keep_going;
        run_until_settled(also[i], &small, &result);
    }
}

void search_run(const struct strategy *strategy, const struct search_settings *settings,
                struct search_result *result)
{
    started_at = now();
    signal(SIGTERM, on_interrupt);
    if (settings->shards > 1)
        settle(strategy, settings);
    struct mark start = run_until_settled(strategy, settings, result);
    memory.settled = true; /* paths mean what they meant while they were found */
    complete_paths(result, &start);
    shorten_paths(strategy, settings, result);
}

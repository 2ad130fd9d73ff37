/* bounded.c: first every interleaving without a preemption, then with one, and
 * so on: most bugs need few (Musuvathi, Qadeer, "Iterative Context Bounding
 * for Systematic Testing of Multithreaded Programs", PLDI 2007). Stops at the
 * first bound that finds something, unless it is to keep going, and is complete at the first that
 * leaves nothing out. */
#include "explore/search/board.h"
#include "explore/search/dfs.h"

static bool found_something(void)
{
    for (unsigned i = 0; i < goal_count; i++)
        if (goals[i].reached && goal_is_wrong(&goals[i]))
            return true;
    return false;
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    struct mark start = model_mark();
    for (unsigned bound = 0;; bound++) {
        board_bound(bound);
        bool cut = dfs_walk(settings, result, bound);
        model_undo(&start);
        result->started = result->executions;
        if (result->end != SEARCH_COMPLETE || !cut)
            return;
        if ((found_something() && !settings->keep_going) || bound >= settings->preemptions)
            break;
    }
    result->end = SEARCH_STOPPED;
    result->limit = "preemptions";
}

const struct strategy strategy_bounded = {
    .name = "bounded", .shortest = true, .shortest_so_far = true, .run = run};

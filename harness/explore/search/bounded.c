/* bounded.c: first every interleaving without a preemption, then with one, and
 * so on: most bugs need few (Musuvathi, Qadeer, "Iterative Context Bounding
 * for Systematic Testing of Multithreaded Programs", PLDI 2007). Stops at the
 * first bound that finds something, unless it is to keep going, and is complete at the first that
 * leaves nothing out. */
#include "explore/search/board.h"
#include "explore/search/bounded.h"
#include "explore/search/dfs.h"

static struct bound_row rows[BOUNDS_MAX];
static unsigned row_count;

unsigned bounded_rows(const struct bound_row **all)
{
    *all = rows;
    return row_count;
}

static void add_row(const struct search_result *before, const struct search_result *now, bool cut)
{
    if (row_count < BOUNDS_MAX)
        rows[row_count++] =
            (struct bound_row){.executions = now->executions - before->executions,
                               .transitions = now->transitions - before->transitions,
                               .left_out = cut};
}

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
    row_count = 0;
    for (unsigned bound = 0;; bound++) {
        struct search_result before = *result;
        board_bound(bound);
        bool cut = dfs_walk(settings, result, bound);
        add_row(&before, result, cut);
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

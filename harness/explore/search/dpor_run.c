/* dpor_run.c: the strategy `dpor`: processes that take leaves of the shared tree, one
 * after another, until nothing is left. */
#include "explore/search/board.h"
#include "explore/search/shared_tree.h"
#include "explore/search/split.h"
#include "explore/search/team.h"

static struct shared_branch *next_leaf;

static bool take_leaf(void)
{
    next_leaf = shared_tree_take();
    return next_leaf != NULL;
}

static void work(const struct search_settings *settings, struct search_result *result)
{
    struct dpor *dpor = dpor_begin(settings, result);
    while (result->end == SEARCH_COMPLETE && team_next(take_leaf)) {
        dpor_go_to(dpor, next_leaf);
        if (result->end == SEARCH_COMPLETE)
            dpor_search_below();
        if (result->end == SEARCH_COMPLETE)
            shared_tree_close(dpor);
        else if (result->end == SEARCH_STOPPED)
            shared_tree_hand_over(dpor);
    }
    dpor_end();
}

double dpor_share_done(uint64_t executions)
{
    struct dpor *dpor = dpor_under_way();
    if (dpor)
        shared_tree_estimate_own(dpor);
    double whole = !dpor || dpor->own == shared_tree_root() ? shared_tree_estimate() : 0;
    return whole > 0 ? (double)executions / whole : 0;
}

static void prepare(const struct search_settings *settings)
{
    (void)settings;
    shared_tree_offer();
}

/* By one process, and counts nothing: to see where a split cuts. */
static void walk(const struct search_settings *settings, struct search_result *result)
{
    struct mark start = model_mark();
    dpor_begin(settings, result);
    dpor_search_below();
    dpor_end();
    model_undo(&start);
    goals_clear();
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    static const struct team_job job = {.prepare = prepare, .work = work, .goes_on = true};
    dpor_write_limits();
    if (!split_begin(settings, result, walk))
        return;
    shared_tree_reserve();
    shared_tree_plant();
    board_estimate(dpor_share_done);
    team_share(settings, result, &job);
    board_estimate(NULL);
    shared_tree_release();
}

const struct strategy strategy_dpor = {.name = "dpor", .exhaustive = true, .run = run};

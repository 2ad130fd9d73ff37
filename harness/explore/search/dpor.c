/* dpor.c: every interleaving up to equivalence, without stored states.
 *
 * Optimal dynamic partial-order reduction with wakeup trees: Abdulla, Aronis,
 * Jonsson, Sagonas, "Source Sets: A Foundation for Optimal Dynamic Partial
 * Order Reduction", JACM 64(4), 2017, algorithm 2. The names there: E is the
 * stack of levels, wut(E) `tree`, sleep(E) `sleep`, notdep(e, E) what
 * reversals.c gathers. One execution per Mazurkiewicz trace, and none is
 * started in vain. As the model undoes steps natively, an execution costs what
 * differs from the last.
 *
 * Several processes share the upper part of the trees (shared_tree.h). What is
 * said below of a level holds for the levels of one of them.
 *
 * Which steps commute stands in dependence.c. A step that can go several ways
 * (a signal) is a step for each: the first is taken, the others become branches
 * of the same level. A step that ends the execution, by exit() or a failure,
 * conflicts with all others, as it bars them. So does none that waits: it is
 * planned where it is possible, and nowhere else (reversals.c).
 */
#include "explore/runtime/timing.h"
#include "explore/search/shared_tree.h"
#include "explore/search/split.h"
#include "explore/search/team.h"

static struct dpor *dpor; /* the search under way; NULL: none */

bool dpor_can_step(unsigned thread)
{
    return model_can_step(thread) && !model_waits(thread);
}

static void note_spawn(unsigned parent, unsigned child)
{
    races_inherit(dpor, parent, child);
}

static void note_join(unsigned joiner, unsigned target)
{
    races_inherit(dpor, target, joiner);
}

void dpor_watch(bool on)
{
    model.on_spawn = on ? note_spawn : NULL;
    model.on_join = on ? note_join : NULL;
}

void dpor_retreat(struct dpor *own, uint64_t depth)
{
    if (own->at == depth)
        return;
    dpor_watch(false);
    own->at = depth;
    model_undo(&own->levels[depth].mark);
}

void dpor_catch_up(struct dpor *own)
{
    for (; own->at < own->depth; own->at++)
        model_take(own->levels[own->at].taken);
    dpor_watch(true);
}

/* Sleeping steps that conflict with the deed wake; the others sleep on. */
static void hand_down_sleep(const struct level *from, struct level *to, const struct deed *deed)
{
    to->sleepers = 0;
    for (unsigned i = 0; i < from->sleepers; i++)
        if (from->sleep[i].thread != deed->thread && !deeds_conflict(&from->sleep[i], deed))
            to->sleep[to->sleepers++] = from->sleep[i];
}

static bool sleeps(const struct level *level, unsigned thread)
{
    for (unsigned i = 0; i < level->sleepers; i++)
        if (level->sleep[i].thread == thread)
            return true;
    return false;
}

/* The tree of a new level is empty: any thread that is awake will do. */
static void plant(struct level *level)
{
    struct deed deed = {.way = 0}; /* descend() says what it does */
    for (unsigned i = 0; i < model.count && !level->tree; i++)
        if (!sleeps(level, i) && dpor_can_step(i)) {
            deed.thread = (uint16_t)i;
            level->tree = wakeup_node(&deed);
        }
}

static void end_execution(void)
{
    static const uint64_t one[NUMBER_LIMBS_MAX] = {1};
    if (split_leaves_out(dpor))
        return;
    unsigned goal = goal_of_end(model_status());
    number_add(goals[goal].count, one, NUMBER_LIMBS_MAX);
    dpor_reach(dpor, goal, dpor->depth);
    dpor->result->executions++;
    dpor->result->started++;
    reversals_plan(dpor);
}

/* Nobody is awake who can go on at once. Somebody in a waiting loop may leave
 * it after all, the execution may be over, or all who can go on sleep. */
static void leave_level(struct level *level)
{
    struct step patient;
    enum model_end status = model_status();
    bool last = status == MODEL_RUNS && model_steps(&patient, 1) == 1;
    if (status != MODEL_RUNS) {
        end_execution();
    } else if (last && !sleeps(level, patient.thread)) {
        struct deed deed = {.thread = patient.thread, .way = patient.way};
        level->tree = wakeup_node(&deed);
    } else {
        dpor->result->started++; /* in vain: never, if all is right, but in a split */
    }
}

/* Opens the level at which the model is now. */
static void open_level(struct wakeup *tree)
{
    struct level *level = &dpor->levels[dpor->depth];
    level->mark = model_mark();
    level->inherited = level->sleepers;
    level->opened = dpor->result->executions;
    split_open(dpor, level);
    level->tree = tree;
    if (split_stops_at(dpor))
        return;
    if (!tree && !model.failure.kind)
        level->has_all ? split_plant(level) : plant(level);
    if (!level->tree)
        leave_level(level);
}

/* Other ways that the step can go become branches beside it. */
static void offer_ways(struct level *level, const struct deed *deed)
{
    const struct op *op = &threads[deed->thread].core.op;
    const struct op_class *class = op_classes[op->kind];
    if (!class->ways || level->has_all)
        return;
    unsigned ways = class->ways(deed->thread, op);
    for (unsigned way = 0; way < ways; way++) {
        struct deed other = deed_next(deed->thread, way);
        if (timing.call)
            dpor_foresee(&other);
        if (way != deed->way)
            reversals_offer(dpor, level, &other);
    }
}

bool dpor_foresee(struct deed *deed)
{
    dpor_watch(false);
    timing_touched = false;
    model_take((struct step){deed->thread, deed->way});
    bool fails = model.failure.kind != 0;
    if (timing_touched)
        deed->time |= TIME_PASSES;
    model_undo(&dpor->levels[dpor->depth].mark);
    dpor_watch(true);
    return fails;
}

bool dpor_take_branch(struct level *level, struct deed *deed)
{
    unsigned thread = level->tree->deed.thread;
    unsigned way = deed_way(&level->tree->deed);
    dpor_catch_up(dpor);
    if (!model_can_step(thread))
        runtime_bug("dpor planned a step that is not possible");
    *deed = deed_next(thread, way);
    if (deed->kind == OP_LATENCY) /* possible or not by what all the others do */
        runtime_unsupported("waiting for an answer, for dpor");
    if (!dpor_allows(dpor, deed))
        return false;
    if (timing.call)
        dpor_foresee(deed);
    offer_ways(level, deed);
    level->taken = (struct step){(uint16_t)thread, (uint16_t)way};
    level->preempts = dpor->depth > 0 && search_preempts(level[-1].taken.thread, (uint16_t)thread);
    races_record(dpor, deed);
    hand_down_sleep(level, level + 1, deed);
    dpor->depth++;
    dpor->at++;
    model_take(level->taken);
    if (model.failure.kind)
        races_end(dpor);
    return true;
}

/* Takes the first branch of the tree; what hangs below it goes with it. */
static void descend(struct level *level)
{
    struct wakeup *branch = level->tree, *below = wakeup_children(branch);
    atomic_store_explicit(&branch->children, NULL, memory_order_relaxed);
    level->begun = dpor->result->executions;
    if (!dpor_take_branch(level, &branch->deed))
        return;
    dpor->result->transitions += split_counts(dpor->depth);
    open_level(below);
}

void dpor_sleep_on(struct level *level, const struct deed *deed)
{
    if (level->sleepers == DPOR_SLEEPERS)
        runtime_unsupported("more than 128 ways to go on, for dpor");
    level->sleep[level->sleepers++] = *deed;
}

void dpor_step_back(void)
{
    dpor->depth--;
    if (dpor->at > dpor->depth)
        dpor_retreat(dpor, dpor->depth);
    races_forget(dpor);
}

/* The branch is explored: its step sleeps here from now on. */
static void ascend(void)
{
    dpor_step_back();
    struct level *level = &dpor->levels[dpor->depth];
    struct wakeup *branch = level->tree;
    dpor_sleep_on(level, &dpor->events[dpor->depth].deed);
    level->tree = wakeup_next(branch);
    wakeup_release(branch);
}

static bool over(void)
{
    if (dpor->result->end != SEARCH_COMPLETE || search_over(dpor->settings, dpor->result))
        return true;
    return (dpor->depth >= dpor->settings->depth || dpor->depth + 1 >= DPOR_DEPTH) &&
           !dpor_stop(dpor, "steps");
}

void dpor_search_below(void)
{
    open_level(NULL);
    while (!over()) {
        struct level *level = &dpor->levels[dpor->depth];
        if (team_hungry())
            shared_tree_publish(dpor);
        if (level->tree)
            descend(level);
        else if (dpor->depth == dpor->base)
            return;
        else
            ascend();
    }
}

struct dpor *dpor_begin(const struct search_settings *settings, struct search_result *result)
{
    dpor = dpor_new(settings, result);
    dpor_watch(true);
    return dpor;
}

struct dpor *dpor_under_way(void)
{
    return dpor;
}

void dpor_end(void)
{
    dpor_watch(false);
    dpor_release(dpor);
    dpor = NULL;
}

/* dpor.c: every interleaving up to equivalence, without stored states.
 *
 * Optimal dynamic partial-order reduction with wakeup trees: Abdulla, Aronis,
 * Jonsson, Sagonas, "Source Sets: A Foundation for Optimal Dynamic Partial
 * Order Reduction", JACM 64(4), 2017, algorithm 2. The names there: E is the
 * stack of levels, wut(E) `tree`, sleep(E) `sleep`, notdep(e, E) `without`.
 * One execution per Mazurkiewicz trace, and none is started in vain. As the
 * model undoes steps natively, an execution costs what differs from the last.
 *
 * A lock that waits cannot run before the unlock that lets it in: what it
 * races with is the lock before that, even where it never gets in (a
 * deadlock). Condition variables and other ways to block are not reduced here;
 * the search says so and leaves them to `states`.
 */
#include "explore/search/dpor.h"

#include <string.h>

static struct dpor *dpor;

static bool is_reduced(const struct op *op)
{
    return op->kind <= OP_GATE || op->kind == OP_YIELD ||
           (op->kind >= OP_LOCK && op->kind <= OP_DESTROY);
}

static bool stop(const char *limit)
{
    dpor->result->end = SEARCH_STOPPED;
    dpor->result->limit = limit;
    return false;
}

/* What the reduction needs to hold of every state. */
static bool is_suitable(void)
{
    if (model.count > DPOR_THREADS)
        return stop("more than 64 threads, for dpor");
    for (unsigned i = 0; i < model.count; i++)
        if (threads[i].state == THREAD_ALIVE && !is_reduced(&threads[i].core.op))
            return stop("a call that dpor does not reduce: use states");
    for (unsigned i = 0; i < model.count; i++)
        if (model_waits(i))
            return stop("a waiting loop, which dpor does not reduce: use states");
    return true;
}

/* Sleeping threads whose next operation conflicts with that of `thread` wake. */
static uint64_t still_asleep(const struct level *level, unsigned thread)
{
    uint64_t rest = 0;
    for (unsigned q = 0; q < model.count; q++)
        if ((level->sleep >> q & 1) && q != thread &&
            !op_conflict(&level->sleep_ops[q], &threads[thread].core.op))
            rest |= UINT64_C(1) << q;
    return rest;
}

static void fall_asleep(struct level *level, uint64_t sleep, const struct op *ops)
{
    level->sleep = sleep;
    for (unsigned q = 0; sleep >> q; q++)
        if (sleep >> q & 1)
            level->sleep_ops[q] = ops[q];
}

/* The tree of a new level is empty: any thread that is awake will do. */
static bool plant(struct level *level)
{
    static struct step steps[THREADS_MAX];
    unsigned count = model_steps(steps, THREADS_MAX);
    for (unsigned i = 0; i < count; i++)
        if (!(level->sleep >> steps[i].thread & 1)) {
            level->tree = wakeup_node(steps[i].thread, &threads[steps[i].thread].core.op);
            return true;
        }
    dpor->result->started += count > 0; /* an execution in vain: never, if all is right */
    return false;
}

static void end_execution(void)
{
    static const uint64_t one[NUMBER_LIMBS_MAX] = {1};
    unsigned goal = goal_of_end(model_status());
    number_add(goals[goal].count, one, NUMBER_LIMBS_MAX);
    dpor_reach(dpor, goal, dpor->depth);
    dpor->result->executions++;
    dpor->result->started++;
    races_reverse(dpor);
}

/* Opens the level at which the model is now. */
static void open_level(uint64_t sleep, const struct op *ops, struct wakeup *tree)
{
    struct level *level = &dpor->levels[dpor->depth];
    level->mark = model_mark();
    fall_asleep(level, sleep, ops);
    level->tree = tree;
    if (model_status() != MODEL_RUNS)
        end_execution();
    else if (is_suitable() && !tree)
        plant(level);
}

/* Takes the first branch of the tree; what hangs below it goes with it. */
static void descend(struct level *level)
{
    struct wakeup *branch = level->tree;
    unsigned thread = branch->thread;
    uint64_t sleep = still_asleep(level, thread);
    struct wakeup *below = branch->children;
    branch->children = NULL;
    if (!model_can_step(thread))
        runtime_bug("dpor planned a step that is not possible");
    level->taken = (struct step){.thread = (uint16_t)thread};
    races_record(dpor, thread);
    dpor->depth++;
    model_take(level->taken);
    dpor->result->transitions++;
    open_level(sleep, level->sleep_ops, below);
}

/* The branch is explored: its thread sleeps here from now on. */
static void ascend(void)
{
    struct level *level = &dpor->levels[--dpor->depth];
    struct wakeup *branch = level->tree;
    model_undo(&level->mark);
    races_forget(dpor);
    level->sleep |= UINT64_C(1) << level->taken.thread;
    level->sleep_ops[level->taken.thread] = branch->op;
    level->tree = branch->next;
    wakeup_release(branch);
}

static void search(void)
{
    open_level(0, NULL, NULL);
    while (dpor->result->end == SEARCH_COMPLETE) {
        struct level *level = &dpor->levels[dpor->depth];
        if (search_over(dpor->settings, dpor->result))
            return;
        if (dpor->depth >= dpor->settings->depth || dpor->depth + 1 >= DPOR_DEPTH) {
            stop("steps");
            return;
        }
        if (level->tree)
            descend(level);
        else if (dpor->depth == 0)
            return;
        else
            ascend();
    }
}

static void note_spawn(unsigned parent, unsigned child)
{
    races_inherit(dpor, parent, child);
}

static void note_join(unsigned joiner, unsigned target)
{
    races_inherit(dpor, target, joiner);
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    dpor = dpor_new(settings, result);
    model.on_spawn = note_spawn;
    model.on_join = note_join;
    search();
    model.on_spawn = model.on_join = NULL;
    dpor_release(dpor);
}

const struct strategy strategy_dpor = {.name = "dpor", .exhaustive = true, .run = run};

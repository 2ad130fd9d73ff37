#include "explore/shard/join.h"
#include "explore/judge/outcome.h"
#include "explore/search/schedule.h"
#include "explore/shard/agree.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare(uint64_t x, uint64_t y)
{
    return (x > y) - (x < y);
}

/* By what the goals are, in the order of the engine (search/goal.c). */
static int by_identity(const void *one, const void *other)
{
    const struct exploration_goal *x = one, *y = other;
    const int parts[] = {
        compare(x->kind, y->kind),       compare((uint64_t)x->actual, (uint64_t)y->actual),
        strcmp(x->label, y->label),      x->judged - y->judged,
        x->exited - y->exited,           compare((uint64_t)x->status, (uint64_t)y->status),
        compare(x->printed, y->printed), compare(x->finding, y->finding),
        compare(x->pc, y->pc),           compare(x->other_pc, y->other_pc),
        compare(x->address, y->address), strcmp(x->text, y->text),
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            return parts[i];
    return 0;
}

/* Of two schedules of equal length, the first in the order of the threads. */
static bool comes_first(const struct exploration_goal *x, const struct exploration_goal *y)
{
    struct step *steps = memory_resize(NULL, 2 * x->steps + 2, sizeof *steps);
    struct step *others = steps + x->steps + 1;
    int64_t count = schedule_parse(x->schedule, 1, steps, x->steps + 1);
    int64_t other = schedule_parse(y->schedule, 1, others, x->steps + 1);
    int order = 0;
    for (int64_t i = 0; i < count && i < other && !order; i++)
        order = steps[i].thread != others[i].thread ? steps[i].thread - others[i].thread
                                                    : steps[i].way - others[i].way;
    free(steps);
    return order < 0;
}

static bool is_better(const struct exploration_goal *x, const struct exploration_goal *y)
{
    if (x->preemptions != y->preemptions)
        return x->preemptions < y->preemptions;
    return x->steps != y->steps ? x->steps < y->steps : comes_first(x, y);
}

/* Adds a goal, which is empty afterwards, or holds what is not needed. */
static void add_goal(struct exploration *whole, struct exploration_goal *goal)
{
    for (size_t i = 0; i < whole->goal_count; i++) {
        struct exploration_goal *known = &whole->goals[i];
        if (by_identity(known, goal) != 0)
            continue;
        char *count = exploration_add(known->count, goal->count);
        if (is_better(goal, known)) {
            struct exploration_goal swap = *known;
            *known = *goal;
            *goal = swap;
        }
        free(known->count);
        known->count = count;
        return;
    }
    whole->goals = memory_resize(whole->goals, whole->goal_count + 1, sizeof *whole->goals);
    whole->goals[whole->goal_count++] = *goal;
    *goal = (struct exploration_goal){0};
}

/* Whether the goals with at most so many preemptions make a finding. */
static bool finds(const struct exploration *whole, unsigned preemptions)
{
    struct exploration within = *whole;
    bool found = false;
    within.goals = memory_resize(NULL, whole->goal_count + 1, sizeof *within.goals);
    within.goal_count = 0;
    for (size_t i = 0; i < whole->goal_count; i++)
        if (whole->goals[i].preemptions <= preemptions)
            within.goals[within.goal_count++] = whole->goals[i];
    for (size_t i = 0; i < within.goal_count; i++)
        found |= within.goals[i].kind != EXPLORATION_OUTCOME ||
                 outcome_is_wrong(&within, &within.goals[i]);
    free(within.goals);
    return found;
}

/* The shard's at that bound: one that has left nothing out would find the same
 * at every bound behind it. */
static struct exploration_bound bound_of(const struct exploration *shard, size_t bound)
{
    size_t count = shard->shard.bound_count;
    if (bound < count)
        return shard->shard.bounds[bound];
    return count && !shard->shard.bounds[count - 1].left_out ? shard->shard.bounds[count - 1]
                                                             : (struct exploration_bound){0};
}

static void drop_behind(struct exploration *whole, unsigned preemptions)
{
    struct exploration dropped = {0};
    size_t left = 0;
    for (size_t i = 0; i < whole->goal_count; i++)
        if (whole->goals[i].preemptions <= preemptions)
            whole->goals[left++] = whole->goals[i];
        else
            add_goal(&dropped, &whole->goals[i]);
    whole->goal_count = left;
    exploration_release(&dropped);
}

/* The search ends at the first bound that finds something in any of the
 * shards, or leaves nothing out in all of them. */
static void join_bounds(struct exploration *whole, const struct exploration *shards, size_t count,
                        const struct join_rules *rules)
{
    bool over = false;
    unsigned bound = 0;
    whole->executions = whole->transitions = 0;
    for (; !over; bound++) {
        bool left_out = false;
        for (size_t i = 0; i < count; i++) {
            struct exploration_bound row = bound_of(&shards[i], bound);
            whole->executions += row.executions;
            whole->transitions += row.transitions;
            left_out |= row.left_out;
        }
        whole->complete = !left_out;
        over =
            !left_out || bound >= rules->preemptions || (finds(whole, bound) && !rules->keep_going);
    }
    drop_behind(whole, bound - 1);
    free(whole->limit);
    whole->limit = memory_copy_text(whole->complete ? "" : "preemptions");
    whole->started = whole->executions;
}

static void take_text(char **whole, char **shard)
{
    if (*whole || !*shard)
        return;
    *whole = *shard;
    *shard = NULL;
}

static void join_one(struct exploration *whole, struct exploration *shard)
{
    take_text(&whole->strategy, &shard->strategy);
    if (whole->lessons.count == 0) {
        whole->lessons = shard->lessons;
        shard->lessons = (struct lesson_list){NULL, 0};
    }
    if (!shard->complete && whole->complete) {
        free(whole->limit);
        whole->limit = NULL;
        take_text(&whole->limit, &shard->limit);
    }
    if (!whole->unsupported)
        whole->unsupported_pc = shard->unsupported_pc;
    take_text(&whole->unsupported, &shard->unsupported);
    if (!whole->clock)
        whole->clock_pc = shard->clock_pc;
    take_text(&whole->clock, &shard->clock);
    whole->complete &= shard->complete;
    whole->counted &= shard->counted;
    whole->cyclic |= shard->cyclic;
    whole->assumed |= shard->assumed;
    whole->untold |= shard->untold;
    whole->executions += shard->executions;
    whole->started += shard->started;
    whole->states += shard->states;
    whole->transitions += shard->transitions;
    whole->threads = shard->threads;
    if (shard->peak_kib > whole->peak_kib)
        whole->peak_kib = shard->peak_kib;
    if (shard->bytes_per_state > whole->bytes_per_state)
        whole->bytes_per_state = shard->bytes_per_state;
    if (shard->seconds > whole->seconds)
        whole->seconds = shard->seconds;
    for (size_t i = 0; i < shard->goal_count; i++)
        add_goal(whole, &shard->goals[i]);
}

/* Whether a limit of the search itself ended it, not one of a machine. */
static bool met_its_bounds(const struct exploration *shard)
{
    return shard->complete || strcmp(shard->limit, "preemptions") == 0;
}

void exploration_join(struct exploration *whole, struct exploration *shards, size_t count,
                      const struct join_rules *rules)
{
    bool bounded = true, agree = shards_agree(shards, count);
    *whole = (struct exploration){.complete = true, .counted = true, .done = true};
    whole->limit = memory_copy_text("");
    for (size_t i = 0; i < count; i++) {
        bounded &= shards[i].shard.bound_count > 0 && met_its_bounds(&shards[i]);
        join_one(whole, &shards[i]);
    }
    if (bounded)
        join_bounds(whole, shards, count, rules);
    if (whole->goal_count)
        qsort(whole->goals, whole->goal_count, sizeof *whole->goals, by_identity);
    if (agree || whole->unsupported || !whole->complete)
        return;
    whole->complete = whole->counted = false;
    free(whole->limit);
    whole->limit = memory_copy_text("what follows from locations that only some shards know to be "
                                    "shared; search on one machine, without --shard");
}

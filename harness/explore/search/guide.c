#include "explore/search/guide.h"

static struct trail *trail;
static const struct goal *wanted;
static bool met;

static void meet_race(unsigned x, unsigned y)
{
    met |= goal_is_race(wanted, x, y);
}

/* Whether the trail has come to the goal. */
static bool is_there(bool all)
{
    if (wanted->kind != GOAL_RACE) {
        enum model_end end = model_status();
        return end != MODEL_RUNS && goal_is_end(wanted, end);
    }
    met = false;
    if (all)
        goals_pairs(meet_race);
    else
        goals_pairs_after(trail->steps[trail->length - 1].thread, meet_race);
    return met;
}

static void take(struct step step)
{
    if (trail->length) {
        uint16_t before = trail->steps[trail->length - 1].thread;
        trail->preemptions += search_preempts(before, step.thread);
        trail->switches += before != step.thread;
    }
    trail->steps[trail->length++] = step;
    model_take(step);
}

/* The step itself or, where it is not possible in that way, its first way. */
static bool possible(struct step *step)
{
    if (step->thread >= model.count || !model_can_step(step->thread))
        return false;
    const struct op *op = &threads[step->thread].core.op;
    const struct op_class *class = op_classes[op->kind];
    if (step->way >= (class->ways ? class->ways(step->thread, op) : 1))
        step->way = 0;
    return true;
}

static bool go_on(struct step *step)
{
    static struct step steps[THREADS_MAX];
    *step = (struct step){.thread = 0};
    if (trail->length)
        step->thread = trail->steps[trail->length - 1].thread;
    if (trail->length && model_can_step(step->thread) && !model_waits(step->thread))
        return true;
    if (model_steps(steps, THREADS_MAX) == 0)
        return false;
    *step = steps[0];
    return true;
}

/* What is still to be followed. */
struct rest {
    const struct step *steps;
    uint64_t count;
};

/* Takes the first step of the rest that is possible from it. */
static bool next_told(struct rest *rest, struct step *step)
{
    while (rest->count) {
        *step = *rest->steps++;
        rest->count--;
        if (possible(step))
            return true;
    }
    return false;
}

static bool follow(struct rest rest, uint64_t most)
{
    struct step step;
    if (is_there(true))
        return true;
    while (trail->length < most && (next_told(&rest, &step) || go_on(&step))) {
        take(step);
        if (is_there(false))
            return true;
    }
    return false;
}

bool guide_follow(const struct goal *goal, const struct step *guide, uint64_t count, uint64_t most,
                  struct trail *out)
{
    struct mark start = model_mark();
    wanted = goal;
    trail = out;
    trail->length = 0;
    trail->preemptions = trail->switches = 0;
    bool there = follow((struct rest){guide, count}, most);
    model_undo(&start);
    return there;
}

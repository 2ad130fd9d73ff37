#include "explore/trace/outcomes.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static int by_total(const void *x, const void *y)
{
    const struct exploration_goal *a = ((const struct outcome_row *)x)->goal;
    const struct exploration_goal *b = ((const struct outcome_row *)y)->goal;
    if (a->exited != b->exited)
        return a->exited - b->exited;
    if (a->exited && a->status != b->status)
        return a->status - b->status;
    if (a->actual != b->actual)
        return (a->actual > b->actual) - (a->actual < b->actual);
    return (a > b) - (a < b); /* as they were met */
}

static void push(struct outcomes *outcomes, struct outcome_row row)
{
    outcomes->rows = memory_resize(outcomes->rows, outcomes->count + 1, sizeof *outcomes->rows);
    outcomes->rows[outcomes->count++] = row;
}

static void add_met(struct outcomes *outcomes, const struct exploration *exploration)
{
    for (size_t i = 0; i < exploration->goal_count; i++) {
        const struct exploration_goal *goal = &exploration->goals[i];
        if (goal->kind == EXPLORATION_OUTCOME && (goal->judged || goal->exited))
            push(outcomes, (struct outcome_row){goal, goal->actual, goal->actual});
    }
    if (outcomes->count)
        qsort(outcomes->rows, outcomes->count, sizeof *outcomes->rows, by_total);
}

/* Everything was searched, and every outcome is a total of the increments. */
static bool knows_all(const struct outcomes *outcomes, const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    if (!explored->is_lab || !exploration_is_whole(exploration) || outcomes->count == 0 ||
        !exploration->strategy || strcmp(exploration->strategy, "replay") == 0)
        return false;
    for (size_t i = 0; i < outcomes->count; i++) {
        const struct exploration_goal *goal = outcomes->rows[i].goal;
        if (goal->exited || goal->label[0] ||
            goal->expected != explored->threads * explored->increments)
            return false;
    }
    return true;
}

static void add_gap(struct outcomes *outcomes, long long from, long long to)
{
    if (from <= to)
        push(outcomes, (struct outcome_row){NULL, from, to});
}

static void add_never(struct outcomes *outcomes, long long greatest)
{
    struct outcomes met = *outcomes;
    long long next = 0;
    *outcomes = (struct outcomes){.count = 0};
    for (size_t i = 0; i < met.count; i++) {
        long long total = met.rows[i].from;
        add_gap(outcomes, next, total > greatest ? greatest : total - 1);
        push(outcomes, met.rows[i]);
        next = total >= next ? total + 1 : next;
    }
    add_gap(outcomes, next, greatest);
    outcomes_release(&met);
}

void outcomes_init(struct outcomes *outcomes, const struct explored *explored)
{
    *outcomes = (struct outcomes){.count = 0};
    add_met(outcomes, &explored->exploration);
    if (knows_all(outcomes, explored))
        add_never(outcomes, explored->threads * explored->increments);
}

void outcomes_release(struct outcomes *outcomes)
{
    free(outcomes->rows);
}

#include "again.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_event(const struct exploration_event *x, const struct exploration_event *y)
{
    return x->thread == y->thread && strcmp(x->op, y->op) == 0 && x->address == y->address &&
           x->size == y->size && x->before == y->before && x->after == y->after &&
           x->result == y->result && x->frames.count == y->frames.count &&
           memcmp(x->frames.pcs, y->frames.pcs, x->frames.count * sizeof *x->frames.pcs) == 0;
}

static bool same_goal(const struct exploration_goal *x, const struct exploration_goal *y)
{
    bool same = x->kind == y->kind && x->finding == y->finding && x->judged == y->judged &&
                x->exited == y->exited && x->status == y->status && x->actual == y->actual &&
                strcmp(x->label, y->label) == 0 && x->pc == y->pc && x->other_pc == y->other_pc &&
                x->address == y->address && strcmp(x->text, y->text) == 0 &&
                strcmp(x->schedule, y->schedule) == 0 && x->preemptions == y->preemptions &&
                x->event_count == y->event_count;
    for (size_t i = 0; same && i < x->event_count; i++)
        same = same_event(&x->events[i], &y->events[i]);
    return same;
}

static void tell(FILE *out, const struct exploration_goal *goal)
{
    fprintf(out, "%d %d %lld %d %" PRIx64 " %" PRIx64 " %" PRIx64 " %s %s %u\n", (int)goal->kind,
            (int)goal->finding, goal->actual, goal->status, goal->pc, goal->other_pc, goal->address,
            goal->text, goal->schedule, goal->preemptions);
    for (size_t i = 0; i < goal->event_count; i++) {
        const struct exploration_event *event = &goal->events[i];
        fprintf(out, "  %ld %s %" PRIx64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", event->thread,
                event->op, event->address, event->before, event->after, event->result);
    }
}

static void tell_apart(const struct exploration *replayed, const struct exploration_goal *goal,
                       const char *what, int number)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    tell(out, goal);
    fprintf(out, "came to (limit '%s'):\n", replayed->limit);
    for (size_t i = 0; i < replayed->goal_count; i++)
        tell(out, &replayed->goals[i]);
    fclose(out);
    fail_msg("%s: replay %d of\n%s", what, number, text);
}

void again(const struct launch_order *order, struct exploration *exploration,
           const struct exploration_goal *goal, int times, const char *what)
{
    struct launch_order own = *order;
    own.strategy = "replay";
    own.schedule = goal->schedule;
    own.lessons = exploration ? &exploration->lessons : NULL;
    own.executions = 0;
    for (int i = 1; i <= times; i++) {
        struct exploration replayed;
        bool met = false;
        if (launch(&own, "again", &replayed) != 0)
            fail_msg("%s: replay %d does not run", what, i);
        for (size_t k = 0; k < replayed.goal_count && !met; k++)
            met = same_goal(&replayed.goals[k], goal);
        if (!met)
            tell_apart(&replayed, goal, what, i);
        exploration_release(&replayed);
    }
}

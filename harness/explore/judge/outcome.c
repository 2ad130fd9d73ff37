#include "explore/judge/outcome.h"
#include "explore/judge/blocks.h"
#include "explore/judge/value.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

/* The ways in which a program ended. */
struct ends {
    size_t outputs; /* different ones */
    bool well, ill; /* a status is 0, is not */
    bool differ;    /* the statuses */
    bool others;    /* it also ended otherwise */
    int status;     /* the first */
};

static struct ends ends_of(const struct exploration *exploration)
{
    struct ends ends = {.outputs = 0};
    for (size_t i = 0; i < exploration->goal_count; i++) {
        const struct exploration_goal *goal = &exploration->goals[i];
        ends.others |= !goal->exited && goal->kind != EXPLORATION_RACE;
        if (!goal->exited)
            continue;
        ends.differ |= ends.outputs && goal->status != ends.status;
        ends.status = ends.outputs++ ? ends.status : goal->status;
        *(goal->status ? &ends.ill : &ends.well) = true;
    }
    return ends;
}

bool outcome_is_replayed(const struct exploration *exploration)
{
    return exploration->strategy && strcmp(exploration->strategy, "replay") == 0;
}

bool outcome_is_graded(const struct exploration *exploration, const struct exploration_goal *goal)
{
    struct ends ends = ends_of(exploration);
    return goal->judged || (goal->exited && ends.well && ends.ill);
}

bool outcome_is_wrong(const struct exploration *exploration, const struct exploration_goal *goal)
{
    if (!goal->exited)
        return goal->judged && goal->actual != goal->expected;
    return goal->status != 0 &&
           (outcome_is_replayed(exploration) || outcome_is_graded(exploration, goal));
}

char *outcome_note(const struct exploration *exploration)
{
    struct ends ends = ends_of(exploration);
    const char *every =
        exploration_is_whole(exploration) ? "every interleaving" : "every execution so far";
    if (!ends.outputs || outcome_is_replayed(exploration) || (ends.well && ends.ill))
        return NULL;
    if (ends.differ)
        return memory_copy_text(
            "with what it exits depends on the interleaving, and it is never 0");
    if (ends.ill && !ends.others)
        return memory_print("%s exits with %d%s", every, ends.status,
                            ends.outputs > 1 ? "; what it prints depends on which" : "");
    if (ends.outputs > 1)
        return memory_copy_text("what the program prints depends on the interleaving");
    return NULL;
}

static char *value_of(const struct explore_finding *finding, struct symbols *symbols, size_t number,
                      bool after)
{
    const struct exploration_event *event = &finding->goal->events[number];
    return value_text(symbols, finding->goal, event->address, event->size,
                      after ? event->after : event->before);
}

static void tell_lost_update(struct explore_finding *finding, struct symbols *symbols,
                             const char *object)
{
    const struct exploration_event *events = finding->goal->events;
    const struct triple *t = &finding->triple;
    char reader[8], writer[8];
    char *seen = value_of(finding, symbols, t->first, false);
    char *between = value_of(finding, symbols, t->between, true);
    char *own = value_of(finding, symbols, t->second, true);
    conclusion_thread(events[t->first].thread, reader);
    conclusion_thread(events[t->between].thread, writer);
    finding->why = memory_print(
        "%s read %s = %s in step %zu, before %s's store of %s in step %zu; %s's own store of "
        "%s in step %zu overwrote it: an update was lost",
        reader, object, seen, t->first + 1, writer, between, t->between + 1, reader, own,
        t->second + 1);
    free(seen);
    free(between);
    free(own);
}

static void tell_atomicity(struct explore_finding *finding, const char *object)
{
    const struct exploration_event *events = finding->goal->events;
    const struct triple *t = &finding->triple;
    char thread[8], other[8];
    conclusion_thread(events[t->first].thread, thread);
    conclusion_thread(events[t->between].thread, other);
    finding->why = memory_print(
        "between %s's %s of %s in step %zu and its %s in step %zu came %s's %s in step %zu: no "
        "order of the two threads one after the other gives this",
        thread, events[t->first].op, object, t->first + 1, events[t->second].op, t->second + 1,
        other, events[t->between].op, t->between + 1);
}

static void judge_triple(struct explore_finding *finding, struct symbols *symbols)
{
    const struct exploration_goal *goal = finding->goal;
    uint64_t address = goal->events[finding->triple.first].address;
    char *object = blocks_short(symbols, goal, address, 0);
    finding->object = blocks_object(symbols, goal, address);
    finding->kind = finding->triple.lost_update ? FINDING_LOST_UPDATE : FINDING_ATOMICITY;
    if (finding->triple.lost_update)
        tell_lost_update(finding, symbols, object);
    else
        tell_atomicity(finding, object);
    free(object);
}

/* The kind says what is sure; the triple, where there is one, explains it. */
static void judge_exit(struct explore_finding *finding, bool replayed)
{
    const char *first = !finding->has_triple          ? ""
                        : finding->triple.lost_update ? "lost update: "
                                                      : "atomicity violation: ";
    char *sentence = finding->why;
    finding->kind = FINDING_WRONG_OUTCOME;
    finding->title = memory_print("exits with %d%s", finding->goal->status,
                                  replayed ? "" : ", in other interleavings with 0");
    if (sentence || !replayed)
        finding->why = memory_print(
            "%s%s", first,
            sentence ? sentence : "which status it is depends on the order of the threads' steps");
    free(sentence);
}

void outcome_judge(struct explore_finding *finding, const struct exploration *exploration,
                   struct symbols *symbols)
{
    const struct exploration_goal *goal = finding->goal;
    finding->has_triple = triple_find(goal, &finding->triple);
    if (finding->has_triple)
        judge_triple(finding, symbols);
    else
        finding->kind = FINDING_WRONG_OUTCOME;
    if (goal->exited) {
        judge_exit(finding, outcome_is_replayed(exploration));
        return;
    }
    finding->title =
        goal->label[0] ? memory_print("%s", goal->label)
                       : memory_print("ends at %lld, expected %lld", goal->actual, goal->expected);
}

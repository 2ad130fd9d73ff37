/* reversals.c: which sequences of steps are still to be made possible.
 *
 * For every race (e, e') of an execution E: what came before e, what does not
 * happen after e, then e' (JACM 64(4), section 6). A step that may have to
 * wait needs more care, for it is possible only in some states (Jonsson, Lang,
 * Sagonas, "Awaiting for Godot", FMCAD 2022):
 *
 * - Whether it is possible is tried: the model takes the sequence.
 * - Of events that do not happen after e some may bar it (a reader of the lock
 *   that it wants to write), so each choice of those to leave out is a
 *   sequence of its own.
 *
 * Where the program reads the clock, each is tried: a lock that is not had in
 * time lets time pass, which depends on what came before.
 *
 * A lock of a mutex needs neither: all operations on a mutex conflict, and
 * before whoever took it, it was free. */
#include "explore/runtime/timing.h"
#include "explore/search/shared_tree.h"

/* What the thread's next step has to do with the clock where the model is now,
 * whichever way it goes. */
static uint8_t time_here(unsigned thread)
{
    const struct op *op = &threads[thread].core.op;
    const struct op_class *class = op_classes[op->kind];
    const struct mark here = model_mark();
    unsigned ways = class->ways ? class->ways(thread, op) : 1;
    timing_touched = false;
    for (unsigned way = 0; way < ways; way++) {
        model_take((struct step){(uint16_t)thread, (uint16_t)way});
        model_undo(&here);
    }
    return timing_touched ? TIME_PASSES : 0;
}

/* False: a location has become visible, and all starts afresh. */
static bool go_along(struct dpor *dpor, uint64_t depth, const struct sequence *sequence)
{
    dpor_retreat(dpor, depth);
    for (unsigned i = 0; i < sequence->count && !memory.grew; i++) {
        struct step step = {sequence->deeds[i]->thread, sequence->deeds[i]->way};
        if (!model_can_step(step.thread))
            runtime_bug("dpor moved a step to where it is not possible");
        model_take(step);
    }
    return !memory.grew;
}

/* Takes the step. Where it fails it bars all others. */
static void see_failure(struct deed *deed)
{
    model_take((struct step){deed->thread, (uint16_t)deed_way(deed)});
    if (model.failure.kind)
        deed_end(deed);
}

/* Whether the model, at the mark of the level, can take the sequence and then
 * the thread's next step; says what that would do. */
static bool is_possible(struct dpor *dpor, uint64_t depth, const struct sequence *sequence,
                        struct deed *deed, bool may_fail)
{
    bool gone = go_along(dpor, depth, sequence);
    struct deed there = deed_next(deed->thread, 0);
    bool possible = gone && there.kind == deed->kind && there.address == deed->address &&
                    dpor_can_step(deed->thread);
    if (possible) {
        *deed = deed_planned(&there);
        if (timing.call)
            deed->time |= time_here(deed->thread);
        if (may_fail)
            see_failure(deed);
    }
    model_undo(&dpor->levels[depth].mark);
    return possible;
}

/* Of a step that need not be tried: whether time passes behind it there. */
static void foresee_time(struct dpor *dpor, uint64_t depth, const struct sequence *sequence,
                         struct deed *deed)
{
    bool gone = go_along(dpor, depth, sequence);
    deed->time = (uint8_t)(deed->time & TIME_LOOKS);
    if (gone && model_can_step(deed->thread))
        deed->time |= time_here(deed->thread);
    model_undo(&dpor->levels[depth].mark);
}

/* A sleeping step that could go first: the sequence was explored before. */
static bool is_redundant(const struct level *level, const struct sequence *sequence)
{
    unsigned index;
    for (unsigned i = 0; i < level->sleepers; i++)
        if (sequence_may_begin_with(sequence, &level->sleep[i], &index))
            return true;
    return false;
}

/* Adds the sequence to the tree of the level where it is new there. */
static void plan(struct dpor *dpor, struct level *level, struct sequence *sequence)
{
    if (is_redundant(level, sequence))
        return;
    struct wakeup_place place = wakeup_place(level->tree, sequence);
    if (!place.list)
        return;
    if (level_is_shared(dpor, level))
        shared_tree_add(level->tree, place, sequence);
    else
        wakeup_append(&place, sequence, wakeup_node);
}

void reversals_offer(struct dpor *dpor, struct level *level, const struct deed *deed)
{
    static struct sequence sequence;
    sequence.count = 0;
    sequence.deeds[sequence.count++] = deed;
    plan(dpor, level, &sequence);
}

/* One race: events[first] and events[second], or a pending one there. */
struct reversal {
    struct dpor *dpor;
    uint64_t first;
    const struct dpor_event *second;
    uint64_t
        barring[DPOR_DEPTH]; /* events that conflict with the second, but not after the first */
    bool left_out[DPOR_DEPTH];
    unsigned barring_count;
    struct sequence sequence;
    struct deed deed; /* of the second event, there */
};

static bool is_left_out(const struct reversal *reversal, const struct dpor_event *event)
{
    const struct dpor_event *events = reversal->dpor->events;
    if (event_is_after(event, &events[reversal->first]))
        return true;
    for (unsigned i = 0; i < reversal->barring_count; i++)
        if (reversal->left_out[i] && event_is_after(event, &events[reversal->barring[i]]))
            return true;
    return false;
}

static void gather(struct reversal *reversal)
{
    const struct dpor *dpor = reversal->dpor;
    const struct dpor_event *first = &dpor->events[reversal->first];
    reversal->sequence.count = 0;
    for (uint64_t i = reversal->first + 1; i < dpor->depth; i++)
        if (!event_is_after(&dpor->events[i], first) && !is_left_out(reversal, &dpor->events[i]))
            reversal->sequence.deeds[reversal->sequence.count++] = &dpor->events[i].deed;
}

static void append_second(struct reversal *reversal)
{
    reversal->sequence.deeds[reversal->sequence.count++] = &reversal->deed;
}

/* The plan of the step, as if it were not to fail. */
static struct deed deed_unfailed(const struct dpor_event *event)
{
    struct deed deed = event->deed;
    deed.role = event->role;
    return deed_planned(&deed);
}

/* Whether the second step is one that failed, or comes before one that does. */
static bool may_fail(const struct reversal *reversal)
{
    return event_failed(reversal->second) || event_failed(&reversal->dpor->events[reversal->first]);
}

/* A step before one that failed and commutes with what that does else: it fails there,
 * too. To say so tells the sequence from one that begins with a sleeping step, of which
 * the failure knows nothing. */
static void append_failure(struct reversal *reversal)
{
    const struct dpor_event *first = &reversal->dpor->events[reversal->first];
    struct deed unfailed = deed_unfailed(first);
    if (event_failed(first) && !deeds_conflict(&unfailed, &reversal->deed))
        reversal->sequence.deeds[reversal->sequence.count++] = &first->deed;
}

/* Whether the thread comes to the step at all: none of its own is left out. */
static bool is_reached(const struct reversal *reversal)
{
    const struct dpor *dpor = reversal->dpor;
    unsigned thread = reversal->deed.thread;
    for (uint64_t i = reversal->first + 1; i < dpor->depth && &dpor->events[i] != reversal->second;
         i++)
        if (dpor->events[i].deed.thread == thread && is_left_out(reversal, &dpor->events[i]))
            return false;
    return true;
}

static void plan_tried(struct reversal *reversal)
{
    struct dpor *dpor = reversal->dpor;
    if (!is_reached(reversal))
        return;
    gather(reversal);
    if (is_possible(dpor, reversal->first, &reversal->sequence, &reversal->deed,
                    may_fail(reversal))) {
        append_second(reversal);
        append_failure(reversal);
        plan(dpor, &dpor->levels[reversal->first], &reversal->sequence);
    }
}

/* Every choice of events that bar it; one that happens after another that is
 * left out is left out with it, and chosen once. */
static void plan_choices(struct reversal *reversal, unsigned next)
{
    if (next == reversal->barring_count) {
        plan_tried(reversal);
        return;
    }
    const struct dpor_event *event = &reversal->dpor->events[reversal->barring[next]];
    reversal->left_out[next] = false;
    bool gone = is_left_out(reversal, event);
    if (!gone)
        plan_choices(reversal, next + 1);
    reversal->left_out[next] = true;
    plan_choices(reversal, next + 1);
    reversal->left_out[next] = false;
}

static void find_barring(struct reversal *reversal)
{
    const struct dpor *dpor = reversal->dpor;
    const struct dpor_event *first = &dpor->events[reversal->first];
    reversal->barring_count = 0;
    for (uint64_t i = reversal->first + 1; i < dpor->depth && &dpor->events[i] != reversal->second;
         i++)
        if (!event_is_after(&dpor->events[i], first) &&
            deeds_conflict(&dpor->events[i].deed, &reversal->deed))
            reversal->barring[reversal->barring_count++] = i;
}

static bool needs_trial(const struct reversal *reversal)
{
    const struct deed *first = &reversal->dpor->events[reversal->first].deed;
    const struct deed *second = &reversal->second->deed;
    if (may_fail(reversal))
        return true;
    return second->awaits && !(deed_locks(second) && first->acquires && first->role == ROLE_HOLD);
}

static void reverse(struct dpor *dpor, uint64_t first, const struct dpor_event *second)
{
    static struct reversal reversal;
    reversal.dpor = dpor;
    reversal.first = first;
    reversal.second = second;
    reversal.deed = deed_unfailed(second);
    reversal.barring_count = 0;
    if (needs_trial(&reversal)) {
        if (second->deed.awaits)
            find_barring(&reversal);
        for (unsigned i = 0; i < reversal.barring_count; i++)
            reversal.left_out[i] = false;
        plan_choices(&reversal, 0);
        return;
    }
    gather(&reversal);
    if (timing.call)
        foresee_time(dpor, first, &reversal.sequence, &reversal.deed);
    append_second(&reversal);
    plan(dpor, &dpor->levels[first], &reversal.sequence);
}

/* The races by their first event: seconds[] are chained behind firsts[]. */
static struct {
    uint32_t firsts[DPOR_DEPTH]; /* index + 1 into links, 0: none */
    struct {
        uint32_t next, second;
    } links[1 << 20];
    uint32_t count;
} races;

static void collect(const struct dpor *dpor, uint64_t second)
{
    const uint64_t *bits = dpor->events[second].reversible;
    uint64_t end = second < dpor->depth ? second : dpor->depth;
    for (uint64_t word = 0; word <= end / 64 && word < DPOR_DEPTH / 64; word++)
        for (uint64_t rest = bits[word]; rest; rest &= rest - 1) {
            uint64_t first = word * 64 + (uint64_t)__builtin_ctzll(rest);
            if (races.count == sizeof races.links / sizeof *races.links - 1)
                runtime_unsupported("more than a million races in one execution, for dpor");
            races.links[++races.count].next = races.firsts[first];
            races.links[races.count].second = (uint32_t)second;
            races.firsts[first] = races.count;
        }
}

/* Threads that could not go on, or did not come to it: what if they had? */
static uint64_t add_pending(struct dpor *dpor)
{
    uint64_t place = dpor->depth;
    bool alone = model.ended && model.alive == 1; /* main left last: its exit() was no step */
    for (unsigned i = 0; i < model.count && !alone; i++)
        if (threads[i].state == THREAD_ALIVE && !op_classes[threads[i].core.op.kind]->eager)
            races_pending(dpor, i, place++);
    return place;
}

void reversals_plan(struct dpor *dpor)
{
    uint64_t end = add_pending(dpor);
    races.count = 0;
    for (uint64_t second = end; second-- > 0;)
        collect(dpor, second);
    for (uint64_t first = dpor->depth; first-- > 0;) {
        for (uint32_t i = races.firsts[first]; i && !dpor->levels[first].has_all;
             i = races.links[i].next)
            reverse(dpor, first, &dpor->events[races.links[i].second]);
        races.firsts[first] = 0;
    }
}

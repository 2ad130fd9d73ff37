/* races.c: what happens before what in the execution under way, and which
 * pairs of events race.
 *
 * Two events race where they conflict and no third orders them; in another
 * execution the later one comes first. A step that may have to wait races with
 * more: what let it go on stands between it and what had barred it. So every
 * earlier event that conflicts with it counts, unless its own thread's past is
 * after that; whether the step is possible there is tried (reversals.c). Of a
 * lock that is known beforehand: it can come before whoever took the lock
 * last, and before none of the other operations on it. */
#include "explore/search/dpor.h"

#include <string.h>

enum { SAVES = (size_t)1 << 24 };

struct dpor *dpor_new(const struct search_settings *settings, struct search_result *result)
{
    struct dpor *dpor = arena_reserve(sizeof *dpor);
    dpor->settings = settings;
    dpor->result = result;
    dpor->credited = result->executions;
    dpor->levels = arena_reserve(DPOR_DEPTH * sizeof *dpor->levels);
    dpor->events = arena_reserve((DPOR_DEPTH + DPOR_THREADS) * sizeof *dpor->events);
    dpor->saves = arena_reserve(SAVES * sizeof *dpor->saves);
    return dpor;
}

void dpor_release(struct dpor *dpor)
{
    arena_release(dpor->levels, DPOR_DEPTH * sizeof *dpor->levels);
    arena_release(dpor->events, (DPOR_DEPTH + DPOR_THREADS) * sizeof *dpor->events);
    arena_release(dpor->saves, SAVES * sizeof *dpor->saves);
    arena_release(dpor, sizeof *dpor);
}

static unsigned preemptions_along(const struct dpor *dpor, uint64_t depth)
{
    unsigned total = 0;
    for (uint64_t i = 1; i < depth; i++)
        total += dpor->levels[i].preempts;
    return total;
}

void dpor_reach(struct dpor *dpor, unsigned goal, uint64_t depth)
{
    const struct goal *known = &goals[goal];
    if (known->reached && known->preemptions == 0 && known->path_length <= depth)
        return;
    for (uint64_t i = 0; i < depth; i++)
        dpor->path[i] = dpor->levels[i].taken;
    goal_reach(goal, dpor->path, depth, preemptions_along(dpor, depth));
}

/* Clocks have an entry for every thread that any execution has started: one that
 * is started later than a clock was written has 0 there, and not what an
 * execution before left. */
static void join(struct clock *clock, const struct clock *other)
{
    for (uint64_t i = 0; i < model.most; i++)
        if (clock->at[i] < other->at[i])
            clock->at[i] = other->at[i];
}

static void copy(struct clock *to, const struct clock *from)
{
    for (uint64_t i = 0; i < model.most; i++)
        to->at[i] = from->at[i];
}

static bool covers(const struct clock *clock, const struct dpor_event *event)
{
    return clock->at[event->deed.thread] >= event->number;
}

static void save(struct dpor *dpor, unsigned thread)
{
    struct clock_save *place = &dpor->saves[dpor->saved++];
    place->thread = thread;
    copy(&place->order, &dpor->order[thread]);
}

static void set_bit(uint64_t *bits, uint64_t number)
{
    bits[number / 64] |= UINT64_C(1) << number % 64;
}

/* Both next to each other: pre(E, j) and what is not after j leads there. */
static void note_data_race(struct dpor *dpor, uint64_t j, const struct dpor_event *event)
{
    const struct dpor_event *first = &dpor->events[j];
    const struct deed *x = &first->deed, *y = &event->deed;
    uint64_t length = 0;
    unsigned goal =
        goal_of_accesses(first->pc, event->pc, x->address > y->address ? x->address : y->address);
    if (goals[goal].reached)
        return;
    for (uint64_t i = 0; i < dpor->depth; i++)
        if (i < j || !event_is_after(&dpor->events[i], first))
            dpor->path[length++] = dpor->levels[i].taken;
    goal_reach(goal, dpor->path, length, 0);
}

/* The newest event that found the lock free. */
static void note_lock(struct dpor *dpor, struct dpor_event *event, const struct clock *past)
{
    for (uint64_t j = dpor->depth; j-- > 0;) {
        const struct dpor_event *earlier = &dpor->events[j];
        if (!earlier->deed.acquires || earlier->deed.address != event->deed.address)
            continue;
        if (!covers(past, earlier))
            set_bit(event->reversible, j);
        return;
    }
}

/* Whether the pair is to be reversed; a lock's peers are note_lock()'s. */
static bool is_candidate(const struct deed *deed, const struct deed *earlier, bool direct)
{
    if (deed_locks(deed))
        return direct && (earlier->role != ROLE_HOLD || earlier->address != deed->address);
    return direct || deed->awaits;
}

/* Fills event->reversible and `order`, the clock of the thread so far. */
static void find_races(struct dpor *dpor, struct dpor_event *event, struct clock *order)
{
    const struct deed *deed = &event->deed;
    const struct deed planned = deed_planned(deed); /* a once that passes now would not have */
    struct clock before;
    const struct clock *past = order; /* what cannot come after the event */
    memset(event->reversible, 0, (dpor->depth / 64 + 1) * sizeof *event->reversible);
    if (deed->awaits) {
        copy(&before, order);
        past = &before;
        if (deed_locks(deed))
            note_lock(dpor, event, past);
    }
    for (uint64_t j = dpor->depth; j-- > 0;) {
        const struct dpor_event *earlier = &dpor->events[j];
        if (covers(past, earlier))
            continue;
        bool conflict = deeds_conflict(&earlier->deed, deed);
        if (!conflict && !(deed->awaits && deeds_conflict(&earlier->deed, &planned)))
            continue;
        bool direct = conflict && !covers(order, earlier);
        if (is_candidate(deed, &earlier->deed, direct))
            set_bit(event->reversible, j);
        if (direct && deeds_race(&earlier->deed, deed))
            note_data_race(dpor, j, event);
        if (direct)
            join(order, &earlier->order);
    }
}

static void order_event(struct dpor *dpor, struct dpor_event *event)
{
    struct clock *order = &dpor->order[event->deed.thread];
    find_races(dpor, event, order);
    event->number = ++order->at[event->deed.thread];
    copy(&event->order, order);
}

void races_record(struct dpor *dpor, const struct deed *deed)
{
    struct dpor_event *event = &dpor->events[dpor->depth];
    event->saves = dpor->saved;
    save(dpor, deed->thread);
    event->deed = *deed;
    event->role = deed->role;
    event->pc = fiber_pc(&threads[deed->thread].core.regs);
    order_event(dpor, event);
}

void races_forget(struct dpor *dpor)
{
    uint64_t saves = dpor->events[dpor->depth].saves;
    while (dpor->saved > saves) {
        const struct clock_save *save = &dpor->saves[--dpor->saved];
        copy(&dpor->order[save->thread], &save->order);
    }
}

void races_end(struct dpor *dpor)
{
    struct dpor_event *event = &dpor->events[--dpor->depth];
    uint64_t saves = event->saves;
    races_forget(dpor);
    dpor->saved = saves + 1; /* the first save holds what it was */
    deed_end(&event->deed);
    order_event(dpor, event);
    dpor->depth++;
}

void races_pending(struct dpor *dpor, unsigned thread, uint64_t place)
{
    struct dpor_event *event = &dpor->events[place];
    struct clock order;
    copy(&order, &dpor->order[thread]);
    event->deed = deed_next(thread, 0);
    event->role = event->deed.role;
    event->pc = fiber_pc(&threads[thread].core.regs);
    find_races(dpor, event, &order);
}

void races_inherit(struct dpor *dpor, unsigned from, unsigned to)
{
    if (model.most > DPOR_THREADS)
        return; /* there are no clocks for so many; the search ends at the next step */
    save(dpor, to);
    join(&dpor->order[to], &dpor->order[from]);
}

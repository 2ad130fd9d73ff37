/* races.c: what happens before what in the execution under way, which pairs
 * of events race, and the sequences that reverse them. */
#include "explore/search/dpor.h"

#include <string.h>

struct dpor *dpor_new(const struct search_settings *settings, struct search_result *result)
{
    struct dpor *dpor = arena_reserve(sizeof *dpor);
    dpor->settings = settings;
    dpor->result = result;
    dpor->levels = arena_reserve(DPOR_DEPTH * sizeof *dpor->levels);
    dpor->events = arena_reserve(DPOR_DEPTH * sizeof *dpor->events);
    dpor->saves = arena_reserve((size_t)1 << 32);
    return dpor;
}

void dpor_release(struct dpor *dpor)
{
    arena_release(dpor->levels, DPOR_DEPTH * sizeof *dpor->levels);
    arena_release(dpor->events, DPOR_DEPTH * sizeof *dpor->events);
    arena_release(dpor->saves, (size_t)1 << 32);
    arena_release(dpor, sizeof *dpor);
}

static unsigned preemptions_along(const struct dpor *dpor, uint64_t depth)
{
    unsigned total = 0;
    for (uint64_t i = 1; i < depth; i++) {
        unsigned before = dpor->events[i - 1].thread;
        if (dpor->events[i].thread == before)
            continue;
        for (uint64_t k = i; k < depth; k++) /* it went on later, so it could have here */
            if (dpor->events[k].thread == before) {
                total += dpor->events[k].op.kind != OP_LOCK;
                break;
            }
    }
    return total;
}

void dpor_reach(struct dpor *dpor, unsigned goal, uint64_t depth)
{
    for (uint64_t i = 0; i < depth; i++)
        dpor->path[i] = dpor->levels[i].taken;
    goal_reach(goal, dpor->path, depth, preemptions_along(dpor, depth));
}

static void join(struct clock *clock, const struct clock *other)
{
    for (uint64_t i = 0; i < model.count; i++)
        if (clock->at[i] < other->at[i])
            clock->at[i] = other->at[i];
}

static void copy(struct clock *to, const struct clock *from)
{
    for (uint64_t i = 0; i < model.count; i++)
        to->at[i] = from->at[i];
}

static bool covers(const struct clock *clock, const struct dpor_event *event)
{
    return clock->at[event->thread] >= event->number;
}

static void save(struct dpor *dpor, unsigned thread)
{
    struct clock_save *place = &dpor->saves[dpor->saved++];
    place->thread = thread;
    copy(&place->order, &dpor->order[thread]);
    copy(&place->known, &dpor->known[thread]);
}

static bool locks(const struct op *op)
{
    return op->kind == OP_LOCK;
}

/* A lock cannot come right before an unlock of the mutex, nor before a trylock
 * that found it taken; with the one who took it, last_lock() deals. */
static bool is_order_of_mutex(const struct dpor_event *earlier, const struct op *op)
{
    return locks(op) && earlier->op.address == op->address &&
           (earlier->op.kind == OP_UNLOCK || earlier->op.kind == OP_LOCK ||
            earlier->op.kind == OP_TRYLOCK);
}

/* Synchronisation that orders plain accesses: unlock and lock, and an atomic
 * write and a read of it. */
static bool synchronises(const struct op *earlier, const struct op *op)
{
    bool atomic = earlier->kind > OP_LOAD && earlier->kind <= OP_CAS && op->kind >= OP_LOAD &&
                  op->kind <= OP_CAS && op->kind != OP_STORE;
    bool mutex = earlier->kind == OP_UNLOCK && (op->kind == OP_LOCK || op->kind == OP_TRYLOCK);
    return (atomic || mutex) && op_conflict(earlier, op);
}

static void set_bit(uint64_t *bits, uint64_t number)
{
    bits[number / 64] |= UINT64_C(1) << number % 64;
}

/* The newest event that took the mutex, by another thread; -1: none. */
static int64_t last_lock(const struct dpor *dpor, unsigned thread, const struct op *op)
{
    for (uint64_t j = dpor->depth; j-- > 0;)
        if (dpor->events[j].acquired && dpor->events[j].op.address == op->address)
            return dpor->events[j].thread == thread ? -1 : (int64_t)j;
    return -1;
}

/* Both next to each other: pre(E, j) and what is not after j leads there. */
static void note_data_race(struct dpor *dpor, uint64_t j, uint64_t pc, const struct op *op)
{
    const struct dpor_event *first = &dpor->events[j];
    uint64_t address = first->op.address > op->address ? first->op.address : op->address;
    unsigned goal = goal_of_accesses(first->pc, pc, address);
    uint64_t length = 0;
    if (goals[goal].reached)
        return;
    for (uint64_t i = 0; i < dpor->depth; i++)
        if (i < j || dpor->events[i].order.at[first->thread] < first->number)
            dpor->path[length++] = dpor->levels[i].taken;
    goal_reach(goal, dpor->path, length, 0);
}

/* Fills event->reversible and the clocks of what the thread does next. */
static void find_races(struct dpor *dpor, struct dpor_event *event, struct clock *order,
                       struct clock *known)
{
    const struct op *op = &event->op;
    memset(event->reversible, 0, (dpor->depth / 64 + 1) * sizeof *event->reversible);
    int64_t lock = locks(op) ? last_lock(dpor, event->thread, op) : -1;
    if (lock >= 0 && !covers(order, &dpor->events[lock]))
        set_bit(event->reversible, (uint64_t)lock);
    for (uint64_t j = dpor->depth; j-- > 0;) {
        const struct dpor_event *earlier = &dpor->events[j];
        if (earlier->thread == event->thread || !op_conflict(&earlier->op, op))
            continue;
        if (synchronises(&earlier->op, op))
            join(known, &earlier->known);
        if (covers(order, earlier))
            continue;
        if (!is_order_of_mutex(earlier, op))
            set_bit(event->reversible, j);
        if (op_race(&earlier->op, op) && !covers(known, earlier))
            note_data_race(dpor, j, event->pc, op);
        join(order, &earlier->order);
    }
}

void races_record(struct dpor *dpor, unsigned thread)
{
    struct dpor_event *event = &dpor->events[dpor->depth];
    event->saves = dpor->saved;
    save(dpor, thread);
    event->thread = thread;
    event->op = threads[thread].core.op;
    event->pc = fiber_pc(&threads[thread].core.regs);
    event->acquired = model_acquires(&event->op);
    find_races(dpor, event, &dpor->order[thread], &dpor->known[thread]);
    event->number = ++dpor->order[thread].at[thread];
    dpor->known[thread].at[thread] = event->number;
    copy(&event->order, &dpor->order[thread]);
    copy(&event->known, &dpor->known[thread]);
}

void races_forget(struct dpor *dpor)
{
    uint64_t saves = dpor->events[dpor->depth].saves;
    while (dpor->saved > saves) {
        const struct clock_save *save = &dpor->saves[--dpor->saved];
        copy(&dpor->order[save->thread], &save->order);
        copy(&dpor->known[save->thread], &save->known);
    }
}

void races_inherit(struct dpor *dpor, unsigned from, unsigned to)
{
    save(dpor, to);
    join(&dpor->order[to], &dpor->order[from]);
    join(&dpor->known[to], &dpor->known[from]);
}

/* A sleeping thread that could go first: the reversal was explored before. */
static bool is_redundant(const struct level *level, const struct wakeup_event *sequence,
                         unsigned count)
{
    unsigned index;
    for (unsigned q = 0; level->sleep >> q; q++)
        if ((level->sleep >> q & 1) &&
            wakeup_weak_initial(sequence, count, q, &level->sleep_ops[q], &index))
            return true;
    return false;
}

/* Plans pre(E, j), then what is not after j, then the other event. */
static void reverse(struct dpor *dpor, uint64_t j, unsigned thread, const struct op *op)
{
    static struct wakeup_event sequence[DPOR_DEPTH + 1];
    const struct dpor_event *first = &dpor->events[j];
    unsigned count = 0;
    for (uint64_t i = j + 1; i < dpor->depth; i++)
        if (dpor->events[i].order.at[first->thread] < first->number)
            sequence[count++] = (struct wakeup_event){dpor->events[i].thread, dpor->events[i].op};
    sequence[count++] = (struct wakeup_event){thread, *op};
    struct level *level = &dpor->levels[j];
    if (!is_redundant(level, sequence, count))
        wakeup_insert(level->tree, sequence, count);
}

static void reverse_all_of(struct dpor *dpor, const struct dpor_event *event, uint64_t before)
{
    for (uint64_t word = 0; word <= before / 64; word++)
        for (uint64_t bits = event->reversible[word]; bits; bits &= bits - 1)
            reverse(dpor, word * 64 + (uint64_t)__builtin_ctzll(bits), event->thread, &event->op);
}

/* A thread that could not go on: what if it had come first? */
static void reverse_blocked(struct dpor *dpor, unsigned thread)
{
    static struct dpor_event event;
    struct clock order, known;
    copy(&order, &dpor->order[thread]);
    copy(&known, &dpor->known[thread]);
    event.thread = thread;
    event.op = threads[thread].core.op;
    event.pc = fiber_pc(&threads[thread].core.regs);
    find_races(dpor, &event, &order, &known);
    reverse_all_of(dpor, &event, dpor->depth);
}

void races_reverse(struct dpor *dpor)
{
    for (uint64_t k = 0; k < dpor->depth; k++)
        reverse_all_of(dpor, &dpor->events[k], k);
    for (unsigned i = 0; i < model.count; i++)
        if (threads[i].state == THREAD_ALIVE && threads[i].core.op.kind >= OP_READ)
            reverse_blocked(dpor, i);
}

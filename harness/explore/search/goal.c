#include "explore/search/search.h"
#include "explore/runtime/output.h"

#include <stdlib.h>
#include <string.h>

struct goal *goals;
unsigned goal_count;

static struct goal_store *store; /* whose goals are in use */

struct goal_store *goals_use(struct goal_store *other)
{
    struct goal_store *before = store;
    if (before)
        before->count = goal_count;
    store = other;
    goals = store->goals;
    goal_count = store->count;
    return before;
}

void goals_clear(void)
{
    if (!store)
        goals_use(arena_reserve(GOAL_STORE_BYTES));
    memset(goals, 0, goal_count * sizeof *goals);
    goal_count = 0;
    store->paths_used = 0;
}

static bool same_outcome(const struct outcome *x, const struct outcome *y)
{
    return x->known == y->known && x->expected == y->expected && x->actual == y->actual &&
           x->exited == y->exited && x->status == y->status && x->printed == y->printed &&
           strncmp(x->label, y->label, sizeof x->label) == 0;
}

static bool same(const struct goal *x, const struct goal *y)
{
    return x->kind == y->kind && same_outcome(&x->outcome, &y->outcome) &&
           x->failure.kind == y->failure.kind && x->failure.pc == y->failure.pc &&
           x->failure.address == y->failure.address && x->failure.text == y->failure.text &&
           x->other_pc == y->other_pc;
}

static unsigned add(const struct goal *goal)
{
    if (goal_count == GOALS_MAX)
        runtime_unsupported("more than 4,096 different outcomes and findings");
    goals[goal_count] = *goal;
    return goal_count++;
}

static unsigned intern(const struct goal *goal)
{
    for (unsigned i = 0; i < goal_count; i++)
        if (same(&goals[i], goal))
            return i;
    return add(goal);
}

/* What a stuck state is called by: who waits where. */
static uint64_t stuck_identity(void)
{
    struct hash hash = {0, 0};
    for (unsigned i = 0; i < model.count; i++) {
        uint64_t words[3] = {i, threads[i].core.op.kind, threads[i].core.op.address};
        if (threads[i].state == THREAD_ALIVE)
            hash = hash_words(hash, words, 3);
    }
    return hash.a;
}

enum { ENDINGS_MAX = 1000 };

/* Too many to be told apart by what was printed: then by the status alone. */
static void bound_endings(void)
{
    unsigned count = 0;
    for (unsigned i = 0; i < goal_count; i++)
        count += goals[i].outcome.printed != 0;
    if (count > ENDINGS_MAX)
        output_give_up();
}

static struct outcome outcome_of_exit(void)
{
    return (struct outcome){
        .exited = true, .status = model.status, .printed = model.first ? 0 : output_identity()};
}

/* Some exit with 0, and some do not. */
static bool exits_differ(void)
{
    bool well = false, ill = false;
    for (unsigned i = 0; i < goal_count && !(well && ill); i++)
        if (goals[i].outcome.exited && goals[i].reached)
            *(goals[i].outcome.status ? &ill : &well) = true;
    return well && ill;
}

bool goal_is_wrong(const struct goal *goal)
{
    if (goal->kind != GOAL_OUTCOME)
        return true;
    if (goal->outcome.exited)
        return goal->outcome.status && exits_differ();
    return goal->outcome.expected != goal->outcome.actual;
}

bool goal_finds(const struct goal *goal)
{
    return goal_is_wrong(goal) || (goal->outcome.exited && exits_differ());
}

/* What the model has come to; of a lab that ends before its check, an exit. */
static struct goal end_of(enum model_end end)
{
    struct goal goal = {.kind = GOAL_OUTCOME};
    if (end == MODEL_FAILED) {
        goal.kind = GOAL_FAILURE;
        goal.failure = model.failure;
    } else if (end == MODEL_STUCK) {
        goal.kind = GOAL_STUCK;
        goal.failure.address = stuck_identity();
    } else if (model.judged) {
        goal.outcome = model.outcome;
        goal.outcome.known = true;
    } else {
        goal.outcome = outcome_of_exit();
    }
    return goal;
}

unsigned goal_of_end(enum model_end end)
{
    struct goal goal = end_of(end);
    unsigned before = goal_count, number = intern(&goal);
    if (goal_count > before && goal.outcome.exited)
        bound_endings();
    return number;
}

bool goal_is_end(const struct goal *goal, enum model_end end)
{
    struct goal here = end_of(end);
    return same(goal, &here);
}

/* What a race is called by, whichever of the two is asked. */
struct race {
    uint64_t low_pc, high_pc, address;
};

static struct race race_of(uint64_t x_pc, uint64_t y_pc, uint64_t address)
{
    return (struct race){x_pc < y_pc ? x_pc : y_pc, x_pc < y_pc ? y_pc : x_pc, address};
}

/* The address is the higher of the two. */
static struct race race_next(unsigned x, unsigned y)
{
    uint64_t at_x = threads[x].core.op.address, at_y = threads[y].core.op.address;
    return race_of(fiber_pc(&threads[x].core.regs), fiber_pc(&threads[y].core.regs),
                   at_x > at_y ? at_x : at_y);
}

static bool is_race(const struct goal *goal, struct race race)
{
    return goal->kind == GOAL_RACE && goal->failure.address == race.address &&
           goal->failure.pc == race.low_pc && goal->other_pc == race.high_pc;
}

/* Asked in every state for every pair: a whole goal is made only of what is new. */
static unsigned intern_race(struct race race)
{
    for (unsigned i = 0; i < goal_count; i++)
        if (is_race(&goals[i], race))
            return i;
    const struct goal goal = {
        .kind = GOAL_RACE,
        .failure = {.kind = FINDING_DATA_RACE, .pc = race.low_pc, .address = race.address},
        .other_pc = race.high_pc};
    return add(&goal);
}

unsigned goal_of_accesses(uint64_t x_pc, uint64_t y_pc, uint64_t address)
{
    return intern_race(race_of(x_pc, y_pc, address));
}

unsigned goal_of_race(unsigned x, unsigned y)
{
    return intern_race(race_next(x, y));
}

bool goal_is_race(const struct goal *goal, unsigned x, unsigned y)
{
    return is_race(goal, race_next(x, y));
}

unsigned goal_of_endless(void)
{
    struct goal goal = {.kind = GOAL_ENDLESS, .failure.kind = FINDING_ENDLESS_RUN};
    return intern(&goal);
}

unsigned goal_of_pause(void)
{
    struct goal goal = {.kind = GOAL_PAUSE};
    return intern(&goal);
}

void goals_races_with(unsigned thread, void (*meet)(unsigned goal))
{
    const struct op *op = &threads[thread].core.op;
    if (threads[thread].state != THREAD_ALIVE)
        return;
    for (unsigned i = 0; i < model.count; i++)
        if (i != thread && threads[i].state == THREAD_ALIVE && op_race(op, &threads[i].core.op))
            meet(goal_of_race(thread, i));
}

enum { FEW = 32 };

static bool is_plain_next(unsigned thread)
{
    return threads[thread].state == THREAD_ALIVE && op_classes[threads[thread].core.op.kind]->plain;
}

static void visit_pairs_of(unsigned thread, void (*visit)(unsigned x, unsigned y))
{
    for (unsigned i = 0; i < model.count && is_plain_next(thread); i++)
        if (i != thread && threads[i].state == THREAD_ALIVE &&
            op_race(&threads[thread].core.op, &threads[i].core.op))
            visit(thread, i);
}

void goals_pairs(void (*visit)(unsigned x, unsigned y))
{
    for (unsigned i = 0; i < model.count; i++)
        visit_pairs_of(i, visit);
}

void goals_pairs_after(unsigned thread, void (*visit)(unsigned x, unsigned y))
{
    if (model.count <= FEW)
        goals_pairs(visit);
    else
        visit_pairs_of(thread, visit);
}

/* Of paths that are equally good the first in the order of the threads, in
 * whatever order they are found. */
static bool is_better(const struct goal *goal, const struct step *path, uint64_t length,
                      unsigned preemptions)
{
    uint64_t i = 0;
    if (!goal->reached || goal->preemptions != preemptions)
        return !goal->reached || preemptions < goal->preemptions;
    if (goal->path_length != length)
        return length < goal->path_length;
    while (i < length && path[i].thread == goal->path[i].thread && path[i].way == goal->path[i].way)
        i++;
    return i < length &&
           (path[i].thread < goal->path[i].thread ||
            (path[i].thread == goal->path[i].thread && path[i].way < goal->path[i].way));
}

void goal_reach(unsigned number, const struct step *path, uint64_t length, unsigned preemptions)
{
    struct goal *goal = &goals[number];
    if (!is_better(goal, path, length, preemptions))
        return;
    goal_replace(goal, path, length);
    goal->preemptions = preemptions;
    goal->reached = true;
}

void goal_replace(struct goal *goal, const struct step *path, uint64_t length)
{
    if (!goal->path || goal->path_length < length) {
        goal->path = store->paths + store->paths_used;
        store->paths_used += length;
    }
    for (uint64_t i = 0; i < length; i++)
        goal->path[i] = path[i];
    goal->path_length = length;
}

void goals_join(const struct goal_store *other)
{
    for (unsigned i = 0; i < other->count; i++) {
        const struct goal *goal = &other->goals[i];
        struct goal bare = *goal;
        memset(bare.count, 0, sizeof bare.count);
        bare.reached = false;
        bare.path = NULL;
        bare.path_length = bare.preemptions = 0;
        unsigned number = intern(&bare);
        number_add(goals[number].count, goal->count, NUMBER_LIMBS_MAX);
        if (goal->reached)
            goal_reach(number, goal->path, goal->path_length, goal->preemptions);
    }
}

void goals_improve(const struct goal_store *other)
{
    for (unsigned i = 0; i < other->count; i++)
        for (unsigned k = 0; k < goal_count; k++)
            if (goals[k].reached && other->goals[i].reached && same(&goals[k], &other->goals[i]))
                goal_reach(k, other->goals[i].path, other->goals[i].path_length,
                           other->goals[i].preemptions);
}

static int compare(uint64_t x, uint64_t y)
{
    return (x > y) - (x < y);
}

static int by_identity(const void *one, const void *other)
{
    const struct goal *x = one, *y = other;
    int parts[] = {
        compare(x->kind, y->kind),
        compare((uint64_t)x->outcome.actual, (uint64_t)y->outcome.actual),
        strncmp(x->outcome.label, y->outcome.label, sizeof x->outcome.label),
        compare(x->outcome.status, y->outcome.status),
        compare(x->outcome.printed, y->outcome.printed),
        compare(x->failure.kind, y->failure.kind),
        compare(x->failure.pc, y->failure.pc),
        compare(x->other_pc, y->other_pc),
        compare(x->failure.address, y->failure.address),
        compare((uint64_t)(uintptr_t)x->failure.text, (uint64_t)(uintptr_t)y->failure.text)};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            return parts[i];
    return 0;
}

void goals_sort(void)
{
    qsort(goals, goal_count, sizeof *goals, by_identity);
}

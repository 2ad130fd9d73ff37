#include "workshop/observe.h"
#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "explore/judge/conclusion.h"
#include "judge/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STATES_MEMORY = 1024, /* MiB: the same bound on every machine */
    STEPS = 100000,
    WALKS = 8,
    WALK_SECONDS = 5,
    PROBE_SECONDS = 3,
    PROBE_THREADS = 3, /* sequences of more actors tell nothing new */
    SEQUENCES_MAX = PROBE_THREADS + 4
};

static struct launch_order order_of(const struct observe_order *order, struct configuration size)
{
    return (struct launch_order){.binary = order->program,
                                 .strategy = "states",
                                 .threads = size.threads,
                                 .increments = size.increments,
                                 .seconds = (double)order->text->budget,
                                 .memory = STATES_MEMORY,
                                 .steps = STEPS,
                                 .seed = 1,
                                 .preemptions = 2};
}

static struct launch_order walk_of(const struct observe_order *order)
{
    struct launch_order walk = order_of(order, order->walk);
    walk.strategy = "random";
    walk.executions = WALKS;
    walk.seconds = WALK_SECONDS;
    return walk;
}

static struct launch_order probe_of(const struct observe_order *order,
                                    const struct behaviour_probe *probe)
{
    struct launch_order one = order_of(order, probe->size);
    one.strategy = "random";
    one.executions = 1;
    one.seconds = PROBE_SECONDS;
    one.sequence = probe->sequence;
    return one;
}

/* Nobody, each alone, all in order, all the other way round, all with work for the
 * first alone. Threads that the program starts itself cannot be put in an order. */
static size_t sequences_of(long threads, bool own_threads, char *sequences[SEQUENCES_MAX])
{
    char forward[64] = "", backward[64] = "";
    size_t count = 0;
    sequences[count++] = memory_copy_text("");
    for (long i = 0; i < threads && i < PROBE_THREADS; i++) {
        size_t f = strlen(forward), b = strlen(backward);
        sequences[count++] = memory_print("%ld", i);
        snprintf(forward + f, sizeof forward - f, "%s%ld", i ? "," : "", i);
        snprintf(backward + b, sizeof backward - b, "%s%ld", i ? "," : "", threads - 1 - i);
    }
    if (threads > 1 && threads <= PROBE_THREADS && !own_threads) {
        sequences[count++] = memory_copy_text(forward);
        sequences[count++] = memory_copy_text(backward);
    }
    if (threads > 1 && !own_threads)
        sequences[count++] = memory_copy_text("0*");
    return count;
}

static void add_probes(struct behaviour *behaviour, struct configuration size, bool own_threads)
{
    char *sequences[SEQUENCES_MAX];
    size_t count = sequences_of(size.threads, own_threads, sequences);
    behaviour->probes =
        memory_resize(behaviour->probes, behaviour->probe_count + count, sizeof *behaviour->probes);
    for (size_t i = 0; i < count; i++)
        behaviour->probes[behaviour->probe_count++] =
            (struct behaviour_probe){.size = size, .sequence = sequences[i], .end = PROBE_BAD};
}

static int by_outcome(const void *one, const void *other)
{
    const struct behaviour_outcome *x = one, *y = other;
    if (x->actual != y->actual)
        return x->actual < y->actual ? -1 : 1;
    if (x->expected != y->expected)
        return x->expected < y->expected ? -1 : 1;
    return strcmp(x->label, y->label);
}

static void add_outcome(struct behaviour_run *run, const struct exploration_goal *goal)
{
    run->outcomes = memory_resize(run->outcomes, run->outcome_count + 1, sizeof *run->outcomes);
    run->outcomes[run->outcome_count++] =
        (struct behaviour_outcome){goal->judged, goal->expected, goal->actual,
                                   memory_copy_text(goal->label ? goal->label : "")};
}

static char *why_not(const struct exploration *exploration)
{
    if (exploration->unsupported)
        return memory_print(sentence("the explorer does not model '%s'"), exploration->unsupported);
    if (exploration->complete)
        return memory_copy_text("");
    char *limit = phrase(exploration->limit ? exploration->limit : "time");
    char *why = memory_print(sentence("the search met its limit of %s"), limit);
    free(limit);
    return why;
}

static void take_run(const struct exploring *exploring, struct behaviour_run *run)
{
    if (!exploring->told) {
        run->verdict = VERDICT_INCONCLUSIVE;
        run->why = memory_copy_text(exploring->trouble);
        run->interleavings = memory_copy_text("0");
        return;
    }
    const struct exploration *exploration = &exploring->exploration;
    struct symbols *symbols = symbols_open(exploring->order.binary);
    struct conclusion conclusion;
    conclusion_init(&conclusion, exploration, symbols);
    run->verdict = conclusion.verdict;
    run->threads = (long)exploration->threads;
    for (size_t i = 0; i < conclusion.count; i++)
        run->kinds |= UINT64_C(1) << conclusion.findings[i].kind;
    for (size_t i = 0; i < exploration->goal_count; i++)
        if (exploration->goals[i].kind == EXPLORATION_OUTCOME)
            add_outcome(run, &exploration->goals[i]);
    if (run->outcome_count > 1)
        qsort(run->outcomes, run->outcome_count, sizeof *run->outcomes, by_outcome);
    run->interleavings = exploration_interleavings(exploration);
    run->why = why_not(exploration);
    conclusion_release(&conclusion);
    symbols_close(symbols);
}

static void take_probe(const struct exploring *exploring, struct behaviour_probe *probe)
{
    probe->end = PROBE_BAD;
    if (!exploring->told || exploring->exploration.unsupported ||
        exploring->exploration.goal_count == 0)
        return;
    for (size_t i = 0; i < exploring->exploration.goal_count; i++) {
        const struct exploration_goal *goal = &exploring->exploration.goals[i];
        if (goal->kind == EXPLORATION_STUCK)
            probe->end = PROBE_STUCK;
        if (goal->kind != EXPLORATION_OUTCOME)
            continue;
        probe->end = goal->judged ? PROBE_DONE : PROBE_LEFT;
        probe->expected = goal->expected;
        probe->actual = goal->actual;
    }
}

static void fill_orders(const struct observe_order *order, struct observation *observation,
                        struct exploring *list)
{
    struct behaviour *behaviour = &observation->behaviour;
    const struct workshop_text *text = order->text;
    for (size_t i = 0; i < text->prove_count; i++)
        *list++ = (struct exploring){.order = order_of(order, text->prove[i])};
    *list++ = (struct exploring){.order = walk_of(order)};
    for (size_t i = 0; i < behaviour->probe_count; i++)
        *list++ = (struct exploring){.order = probe_of(order, &behaviour->probes[i])};
}

/* Ended by what differs from machine to machine. (The walk's place may be empty.) */
static bool hurried(const struct exploring *exploring)
{
    if (!exploring->told)
        return exploring->trouble != NULL;
    const char *limit = exploring->exploration.limit;
    return limit && (strcmp(limit, "seconds") == 0 || strcmp(limit, "memory") == 0);
}

void observe(const struct observe_order *order, struct observation *observation)
{
    const struct workshop_text *text = order->text;
    struct behaviour *behaviour = &observation->behaviour;
    *observation = (struct observation){0};
    for (size_t i = 0; i < text->prove_count && !order->only_runs; i++)
        add_probes(behaviour, text->prove[i], order->own_threads);
    size_t runs = text->prove_count, walks = order->walk.threads > 0 ? 1 : 0;
    size_t count = runs + 1 + behaviour->probe_count;
    struct exploring *list = memory_resize(NULL, count, sizeof *list);
    fill_orders(order, observation, list);
    /* The walk's place stays empty where there is none. */
    exploring_run(list, walks ? count : runs, order->workers);
    if (!walks)
        exploring_run(list + runs + 1, count - runs - 1, order->workers);
    behaviour->run_count = runs;
    behaviour->runs = memory_resize(NULL, runs, sizeof *behaviour->runs);
    for (size_t i = 0; i < runs; i++) {
        behaviour->runs[i] = (struct behaviour_run){.size = text->prove[i]};
        take_run(&list[i], &behaviour->runs[i]);
    }
    for (size_t i = 0; i < count; i++)
        behaviour->hurried |= hurried(&list[i]);
    observation->walk = (struct behaviour_run){.size = order->walk};
    if (walks)
        take_run(&list[runs], &observation->walk);
    else
        observation->walk.why = memory_copy_text("not walked");
    for (size_t i = 0; i < behaviour->probe_count; i++) {
        take_probe(&list[runs + 1 + i], &behaviour->probes[i]);
        exploring_release(&list[runs + 1 + i]);
    }
    observation->explorings = list;
    observation->exploring_count = runs + walks;
}

void observation_release(struct observation *observation)
{
    struct behaviour walk = {.runs = memory_resize(NULL, 1, sizeof *walk.runs), .run_count = 1};
    walk.runs[0] = observation->walk;
    for (size_t i = 0; i < observation->exploring_count; i++)
        exploring_release(&observation->explorings[i]);
    free(observation->explorings);
    behaviour_release(&walk);
    behaviour_release(&observation->behaviour);
    *observation = (struct observation){0};
}

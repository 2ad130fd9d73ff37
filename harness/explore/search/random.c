/* random.c: seeded walks for what is too large to exhaust.
 *
 * `random` takes any possible step with equal chance. `pct` gives each thread
 * a random priority, runs the highest that can go on, and at a few random
 * steps lowers the priority of the one that runs: a bug of depth d in n
 * threads and k steps is found with probability at least 1/(n k^(d-1))
 * (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010, section 3).
 *
 * Data races are judged by vector clocks, so that one walk shows all that
 * synchronisation does not order. The walk ends at a race: its path is made
 * to lead to where both accesses are next, and tried.
 *
 * What an execution does follows from the seed, its number and its block
 * (deal.h), and which locations are visible from the blocks before it, so that
 * any number of processes comes to the same answer.
 */
#include "explore/search/deal.h"
#include "explore/search/happens_before.h"
#include "explore/search/splitmix.h"

#include <string.h>

static uint64_t state;

static uint64_t next_random(void)
{
    return splitmix(state += SPLITMIX_STEP);
}

static struct step steps[THREADS_MAX];
static struct step *path;
static uint64_t length;
static unsigned preemptions;
static bool found;

static struct mark start;
static struct step *race_path;

/* As counted along the path: the thread left behind goes on later. */
static unsigned preemptions_along(const struct step *taken, uint64_t count)
{
    static uint64_t last[THREADS_MAX];
    unsigned total = 0;
    memset(last, 0, sizeof last);
    for (uint64_t i = 0; i < count; i++)
        last[taken[i].thread] = i;
    for (uint64_t i = 1; i < count; i++)
        total += taken[i].thread != taken[i - 1].thread && last[taken[i - 1].thread] > i;
    return total;
}

/* Whether the path leads to where both threads' next operations race. */
static bool leads_to_race(const struct step *taken, uint64_t count, unsigned x, unsigned y)
{
    model_undo(&start);
    for (uint64_t i = 0; i < count; i++) {
        if (!model_can_step(taken[i].thread))
            return false;
        model_take(taken[i]);
    }
    return model_can_step(x) && model_can_step(y) &&
           op_race(&threads[x].core.op, &threads[y].core.op);
}

/* Tells of the race that the newest step is part of. Returns whether there
 * was a new one: then the model is elsewhere, and the walk is over. */
static bool meet_race(void)
{
    struct happens_before_race race;
    if (!happens_before_race(&race) || goals[race.goal].reached)
        return false;
    int64_t count = happens_before_path(&race, path, race_path);
    happens_before_listen(false);
    if (count < 0 || !leads_to_race(race_path, (uint64_t)count, path[race.first].thread,
                                    path[race.second].thread))
        return true;
    goal_reach(race.goal, race_path, (uint64_t)count,
               preemptions_along(race_path, (uint64_t)count));
    found = true;
    return true;
}

static void end_execution(struct search_result *result)
{
    static const uint64_t one[NUMBER_LIMBS_MAX] = {1};
    unsigned goal = goal_of_end(model_status());
    number_add(goals[goal].count, one, NUMBER_LIMBS_MAX);
    goal_reach(goal, path, length, preemptions);
    found |= goal_finds(&goals[goal]);
    result->executions++;
}

enum { LENGTH_LEAST = 100 };

static unsigned pick_any(unsigned count)
{
    return (unsigned)(next_random() % count);
}

static uint64_t priority[THREADS_MAX];
static uint64_t known_length; /* of the first executions: where changes may fall */
static uint64_t lowest;

static unsigned pick_by_priority(unsigned count)
{
    unsigned best = 0;
    for (unsigned i = 0; i < count; i++) {
        uint64_t *value = &priority[steps[i].thread];
        if (!*value)
            *value = (next_random() >> 1) | (UINT64_C(1) << 62);
        if (*value > priority[steps[best].thread])
            best = i;
    }
    return best;
}

static void change_priority(unsigned changes)
{
    if (length && next_random() % known_length < changes)
        priority[path[length - 1].thread] = --lowest;
}

static void begin_execution(void)
{
    length = 0;
    preemptions = 0;
    lowest = UINT64_C(1) << 61;
    for (unsigned i = 0; i < THREADS_MAX; i++)
        priority[i] = 0;
    happens_before_begin();
    happens_before_listen(true);
}

static void take(struct step step, struct search_result *result)
{
    if (length)
        preemptions += search_preempts(path[length - 1].thread, step.thread);
    happens_before_step(length, step);
    path[length++] = step;
    model_take(step);
    result->transitions++;
}

static bool is_pct;

static void walk(const struct search_settings *settings, struct search_result *result)
{
    begin_execution();
    result->started++;
    for (;;) {
        if (found && !settings->keep_going)
            return;
        unsigned count = model_steps(steps, THREADS_MAX);
        if (count == 0) {
            end_execution(result);
            return;
        }
        if (length >= settings->depth || search_over(settings, result))
            return;
        take(steps[count == 1 ? 0 : is_pct ? pick_by_priority(count) : pick_any(count)], result);
        if (meet_race())
            return;
        if (is_pct)
            change_priority(settings->changes);
    }
}

/* One stream of numbers for every execution. */
static void begin_stream(uint64_t seed, uint64_t number)
{
    state = seed;
    state = next_random() + number * UINT64_C(0xd1342543de82ef95);
    next_random();
}

bool walk_execution(const struct search_settings *settings, struct search_result *result,
                    uint64_t number)
{
    struct search_settings limits = *settings;
    start = model_mark();
    limits.executions = 0; /* the dealer counts them */
    found = false;
    begin_stream(settings->seed, number);
    walk(&limits, result);
    happens_before_listen(false);
    if (number < DEAL_FIRST && length > known_length)
        known_length = length;
    model_undo(&start);
    return found;
}

static void run(const struct search_settings *settings, struct search_result *result, bool pct)
{
    const size_t room = (size_t)1 << 34;
    path = arena_reserve(room);
    race_path = arena_reserve(room);
    is_pct = pct;
    known_length = LENGTH_LEAST;
    deal_run(settings, result);
    arena_release(path, room);
    arena_release(race_path, room);
}

static void run_random(const struct search_settings *settings, struct search_result *result)
{
    run(settings, result, false);
}

static void run_pct(const struct search_settings *settings, struct search_result *result)
{
    run(settings, result, true);
}

const struct strategy strategy_random = {.name = "random", .run = run_random};
const struct strategy strategy_pct = {.name = "pct", .run = run_pct};

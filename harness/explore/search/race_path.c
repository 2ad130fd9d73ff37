#include "explore/search/happens_before.h"
#include "explore/search/walk_log.h"

/* A set of steps of the execution, and the threads that they concern. */
struct past {
    uint64_t *steps;
    uint64_t count;
    bool threads[THREADS_MAX];
};

static bool past_reaches(const struct past *past, uint64_t step, unsigned thread)
{
    if (past->threads[thread])
        return true;
    for (uint64_t i = 0; i < past->count; i++)
        if (deeds_conflict(&execution.deeds[past->steps[i]], &execution.deeds[step]))
            return true;
    return false;
}

static void past_add(struct past *past, uint64_t step, unsigned thread)
{
    past->threads[thread] = true;
    past->steps[past->count++] = step;
}

/* What depends on the first access, forward from it. */
static void find_dependent(struct past *past, const struct happens_before_race *race,
                           const struct step *steps)
{
    uint64_t edge = 0;
    past_add(past, race->first, steps[race->first].thread);
    while (edge < execution.learned_count && execution.learned[edge].step < race->first)
        edge++;
    for (uint64_t i = race->first; i < race->second; i++) {
        if (i > race->first && past_reaches(past, i, steps[i].thread))
            past_add(past, i, steps[i].thread);
        for (; edge < execution.learned_count && execution.learned[edge].step == i; edge++)
            if (past->threads[execution.learned[edge].from])
                past->threads[execution.learned[edge].to] = true;
    }
}

/* What the two threads need to come to their accesses, backward from there. */
static void find_needed(struct past *past, const struct happens_before_race *race,
                        const struct step *steps, const struct past *dependent)
{
    uint64_t edge = execution.learned_count, left_out = dependent->count;
    past->threads[steps[race->first].thread] = past->threads[steps[race->second].thread] = true;
    while (edge > 0 && execution.learned[edge - 1].step >= race->second)
        edge--;
    for (uint64_t i = race->second; i-- > 0;) {
        for (; edge > 0 && execution.learned[edge - 1].step == i; edge--)
            if (past->threads[execution.learned[edge - 1].to])
                past->threads[execution.learned[edge - 1].from] = true;
        if (left_out > 0 && dependent->steps[left_out - 1] == i)
            left_out--;
        else if (past_reaches(past, i, steps[i].thread))
            past_add(past, i, steps[i].thread);
    }
}

int64_t happens_before_path(const struct happens_before_race *race, const struct step *steps,
                            struct step *path)
{
    static struct past dependent, needed;
    const size_t room = (race->second + 1) * sizeof(uint64_t);
    dependent = (struct past){.steps = arena_reserve(room)};
    needed = (struct past){.steps = arena_reserve(room)};
    find_dependent(&dependent, race, steps);
    bool apart = !dependent.threads[steps[race->second].thread];
    if (apart)
        find_needed(&needed, race, steps, &dependent);
    for (uint64_t i = 0; i < needed.count; i++)
        path[i] = steps[needed.steps[needed.count - 1 - i]];
    arena_release(dependent.steps, room);
    arena_release(needed.steps, room);
    return apart ? (int64_t)needed.count : -1;
}

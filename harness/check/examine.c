#include "check/examine.h"
#include "check/explore.h"
#include "check/known.h"
#include "check/witness.h"
#include "judge/memory.h"
#include "judge/weigh.h"
#include "process/interrupt.h"
#include "process/orphans.h"
#include "stress/clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A witness being heard in a thread of its own. */
struct hearing {
    const struct subject *subject;
    const struct check_order *order;
    struct testimony *testimony;
    struct exploration *exploration; /* of the explorer */
    bool explored;
    pthread_t thread;
    bool started;
};

static void *hear(void *context)
{
    struct hearing *hearing = context;
    if (hearing->testimony->witness == WITNESS_EXPLORE)
        hearing->explored = witness_explore(hearing->subject, hearing->order, hearing->testimony,
                                            hearing->exploration);
    else
        witness_sanitizer(hearing->subject, hearing->order, hearing->testimony);
    return NULL;
}

static void hear_together(struct hearing *hearings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hearings[i].started = pthread_create(&hearings[i].thread, NULL, hear, &hearings[i]) == 0;
    for (size_t i = 0; i < count; i++)
        if (hearings[i].started)
            pthread_join(hearings[i].thread, NULL);
        else
            hear(&hearings[i]);
}

static void hear_others(const struct subject *subject, const struct check_order *order,
                        struct judged *judged, struct examined *examined)
{
    struct hearing hearings[WITNESS_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < judged->count; i++)
        if (judged->testimonies[i].witness != WITNESS_STRESS)
            hearings[count++] = (struct hearing){.subject = subject,
                                                 .order = order,
                                                 .testimony = &judged->testimonies[i],
                                                 .exploration = &examined->explored.exploration};
    hear_together(hearings, count);
    for (size_t i = 0; i < count; i++) {
        if (!hearings[i].explored)
            continue;
        examined->has_explored = true;
        explore_words(&examined->explored, subject->binaries[BUILD_EXPLORE], hearings[i].testimony);
    }
}

static void tell_again(const struct subject *subject, const struct check_order *order,
                       struct judged *judged)
{
    const struct weighed *worst = &judged->worst;
    if (!worst->finding)
        return;
    const char *schedule = worst->finding->schedule;
    if (schedule && schedule[0] && strlen(schedule) <= 60 && subject->is_lab)
        judged->again = memory_print("racelab replay %s %s --threads %ld --increments %ld",
                                     subject->files, schedule, explore_threads(subject, order),
                                     explore_increments(subject, order));
    else if (schedule && schedule[0] && strlen(schedule) <= 60)
        judged->again =
            memory_print("racelab replay %s %s%s", subject->files, schedule, subject->tail);
    else
        judged->again = memory_print("racelab check %s --witness %s%s", subject->files,
                                     witness_name(worst->testimony->witness), subject->tail);
}

static void interrupted(struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++)
        if (!judged->testimonies[i].evidence)
            judged->testimonies[i].evidence = memory_copy_text("interrupted");
}

void examine(const struct subject *subject, const struct check_order *order, struct judged *judged,
             struct examined *examined)
{
    double started = clock_seconds();
    *examined = (struct examined){.judged = judged,
                                  .explored = {.name = subject->files,
                                               .is_lab = subject->is_lab,
                                               .threads = explore_threads(subject, order),
                                               .increments = explore_increments(subject, order)}};
    for (int i = 0; i < WITNESS_LOG; i++)
        if (order->witnesses & 1u << i)
            judged_add(judged, (enum witness)i);
    if (judged->count && judged->testimonies[0].witness == WITNESS_STRESS)
        witness_stress(subject, order, &judged->testimonies[0]);
    if (!interrupt_requested())
        hear_others(subject, order, judged, examined);
    orphans_end();
    interrupted(judged);
    judged->seconds = clock_seconds() - started;
    if (order->known)
        known_accept(order->known, judged);
    judged_weigh(judged);
    tell_again(subject, order, judged);
}

void examined_release(struct examined *examined)
{
    if (examined->has_explored)
        explored_release(&examined->explored);
}

#include "stress/canary.h"

#include "stress/clock.h"

#include <stdlib.h>

enum { CANARY_THREADS = 2, CANARY_INCREMENTS = 1000, CANARY_NANOSECONDS = 3000000 };

struct canary {
    struct crew *crew;
    struct tally *tally;
    uint64_t until; /* 0: the first trial has not ended */
};

static volatile long counter;

/* The race is the purpose: ThreadSanitizer is not to report it. */
__attribute__((no_sanitize("thread"))) static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        counter = counter + 1;
}

static const struct lab canary_lab = {
    .file = __FILE__, .title = "a race known to show", .bug = "lost update", .actors = {add}};

static bool judge(void *context, uint64_t nanoseconds)
{
    struct canary *canary = context;
    (void)nanoseconds;
    bool wrong = counter != (long)CANARY_THREADS * CANARY_INCREMENTS;
    canary->tally->canary_trials++;
    canary->tally->canary_wrong += wrong;
    counter = 0;
    return wrong;
}

static bool next(void *context)
{
    struct canary *canary = context;
    uint64_t now = clock_nanoseconds();
    if (canary->until == 0)
        canary->until = now + CANARY_NANOSECONDS; /* until then, threads were woken */
    return now < canary->until;
}

struct canary *canary_new(uint64_t seed)
{
    struct canary *canary = calloc(1, sizeof *canary);
    if (!canary)
        return NULL;
    struct crew_refusal refusal;
    const struct crew_spec spec = {.threads = CANARY_THREADS, .pin = true, .seed = seed};
    canary->crew = crew_new(&spec, &refusal);
    if (!canary->crew) {
        free(canary);
        return NULL;
    }
    return canary;
}

void canary_sing(struct canary *canary, struct tally *tally)
{
    struct crew_refusal refusal;
    const struct crew_job job = {
        .lab = &canary_lab,
        .run = {.threads = CANARY_THREADS, .increments = CANARY_INCREMENTS},
        .judge = judge,
        .next = next,
        .context = canary,
    };
    canary->tally = tally;
    canary->until = 0;
    counter = 0;
    crew_run(canary->crew, &job, &refusal);
}

void canary_free(struct canary *canary)
{
    if (!canary)
        return;
    crew_free(canary->crew);
    free(canary);
}

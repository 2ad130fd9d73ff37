#include "stress/run.h"

#include <stdlib.h>

uint64_t stress_run_bad(const struct stress_run *run)
{
    return run->wrong + run->hung + run->crashed;
}

/* Silence counts only where a race could have shown: one thread has nobody to
 * race with; otherwise the canary must have been heard. */
static bool silence_counts(const struct stress_run *run)
{
    return run->threads == 1 || run->canary_wrong > 0;
}

static enum verdict verdict_of(const struct stress_run *run)
{
    if (stress_run_bad(run) > 0)
        return VERDICT_CAUGHT;
    if (run->refusal.thread > 0 || run->exit_code != 0)
        return VERDICT_UNAVAILABLE;
    if (run->trials == 0 || !silence_counts(run))
        return VERDICT_INCONCLUSIVE;
    return VERDICT_CLEAN;
}

void stress_run_judge(struct stress_run *run)
{
    run->interval = interval_of(stress_run_bad(run), run->trials);
    run->verdict = verdict_of(run);
}

void stress_run_release(struct stress_run *run)
{
    free(run->stacks);
    free(run->outcomes);
    *run = (struct stress_run){0};
}

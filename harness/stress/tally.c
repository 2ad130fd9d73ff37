#include "stress/tally.h"

#include "stress/clock.h"
#include "stress/random.h"

#include <string.h>

static const uint64_t tally_mark = 0x7261636574616c31; /* "racetal1" */

void tally_init(struct tally *tally, const struct tally_order *order)
{
    tally->mark = tally_mark;
    tally->size = sizeof *tally;
    tally->order = *order;
    tally->random = order->seed | 1;
}

bool tally_fits(const struct tally *tally, size_t size)
{
    return size == sizeof *tally && tally->mark == tally_mark && tally->size == sizeof *tally;
}

static void keep_sample(struct tally *tally, long lost, uint64_t wrong)
{
    if (tally->sample_count < TALLY_SAMPLES) {
        tally->samples[tally->sample_count++] = lost;
        return;
    }
    uint64_t slot = random_next(&tally->random) % wrong;
    if (slot < TALLY_SAMPLES)
        tally->samples[slot] = lost;
}

static void count_wording(struct tally *tally, const char label[LAB_LABEL_MAX])
{
    struct tally_wording said = {.trials = 1};
    memcpy(said.label, label, strnlen(label, LAB_LABEL_MAX - 1));
    for (uint32_t i = 0; i < tally->wording_count; i++)
        if (strcmp(tally->wordings[i].label, said.label) == 0) {
            tally->wordings[i].trials++;
            return;
        }
    if (said.label[0] && tally->wording_count < TALLY_WORDINGS)
        tally->wordings[tally->wording_count++] = said;
}

/* The stores need no order of their own: the supervisor shows these numbers as
 * progress, and reads them for good after the runner has ended. */
static void bump(_Atomic uint64_t *counter)
{
    atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

bool tally_count(struct tally *tally, struct lab_outcome outcome, uint64_t nanoseconds)
{
    tally->nanoseconds += nanoseconds;
    tally->expected = outcome.expected;
    tally->measured++;
    for (int i = 0; i < LAB_MEASURES_MAX; i++)
        tally->measures[i] += outcome.measured[i];
    bool is_wrong = outcome.actual != outcome.expected;
    if (is_wrong) {
        long lost = outcome.expected - outcome.actual;
        uint64_t wrong = atomic_load_explicit(&tally->wrong, memory_order_relaxed) + 1;
        if (wrong == 1 || lost < tally->lost_min)
            tally->lost_min = lost;
        if (wrong == 1 || lost > tally->lost_max)
            tally->lost_max = lost;
        keep_sample(tally, lost, wrong);
        count_wording(tally, outcome.label);
        bump(&tally->wrong);
    }
    bump(&tally->trials);
    bump(&tally->beats);
    return is_wrong;
}

bool tally_enough(const struct tally *tally)
{
    if (tally->order.trials > 0 &&
        atomic_load_explicit(&tally->trials, memory_order_relaxed) >= tally->order.trials)
        return true;
    return tally->deadline > 0 && clock_nanoseconds() >= tally->deadline;
}

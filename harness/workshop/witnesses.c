#include "workshop/witnesses.h"
#include "workshop/sentence.h"
#include "workshop/support.h"
#include "judge/finding.h"
#include "judge/memory.h"

enum { REAL_THREADS = 2, REAL_INCREMENTS = 1000, REAL_HANG_SECONDS = 1 };

static void *ask(void *argument)
{
    struct witnesses *witnesses = argument;
    real_tsan(&witnesses->order, &witnesses->tsan);
    real_stress(&witnesses->order,
                &witnesses->stress); /* the last: it wants the cores for itself */
    return NULL;
}

/* The size is the exercise's: a submission may not change it. */
void witnesses_start(struct witnesses *witnesses, const struct judge_order *order)
{
    witnesses->asked = order->path != NULL;
    if (!witnesses->asked)
        return;
    witnesses->order = (struct real_order){.source = order->path,
                                           .exercise = order->reference->exercise,
                                           .size = order->reference->broken->description.defaults,
                                           .hang_seconds = REAL_HANG_SECONDS};
    if (witnesses->order.size.threads == 0)
        witnesses->order.size.threads = REAL_THREADS;
    if (witnesses->order.size.increments == 0)
        witnesses->order.size.increments = REAL_INCREMENTS;
    witnesses->started = pthread_create(&witnesses->thread, NULL, ask, witnesses) == 0;
}

/* Whether ThreadSanitizer says so of a remedy, too: it is known to be wrong there. */
static bool known_to_report(const struct reference *reference, enum finding_kind kind)
{
    for (size_t i = 0; i < reference->count; i++)
        if (reference->variants[i].remedy && kind != FINDING_NONE &&
            reference->variants[i].description.expect.tsan == kind)
            return true;
    return false;
}

static void take_real(struct card *card, const char *name, struct real_answer *answer, bool good)
{
    bool told = answer->verdict == VERDICT_CAUGHT || answer->verdict == VERDICT_CLEAN;
    if (told && !good && card_passed(card)) {
        card->kind = answer->kind;
        card_conclude(card, CARD_WRONG,
                      memory_print(sentence("the explorer found nothing, and %s found this: %s"),
                                   name, answer->text));
    }
    card_add_witness(card, name, told, good, answer->text);
}

/* Where requests go over the network, a busy machine may have one in flight at a
 * time by chance; then only a wrong outcome every time says something. */
static bool by_chance(const struct judge_order *order, const struct real_answer *stress)
{
    return stress->kind == FINDING_WRONG_OUTCOME && !stress->always &&
           support_has_headers(order->reference->exercise);
}

void witnesses_finish(struct witnesses *witnesses, const struct judge_order *order,
                      struct card *card)
{
    if (!witnesses->asked)
        return;
    witnesses->asked = false;
    if (witnesses->started)
        pthread_join(witnesses->thread, NULL);
    else
        ask(witnesses); /* no further thread could be had */
    struct real_answer *tsan = &witnesses->tsan, *stress = &witnesses->stress;
    bool silent = tsan->verdict == VERDICT_CLEAN;
    take_real(card, "tsan", tsan, silent || known_to_report(order->reference, tsan->kind));
    take_real(card, "stress", stress, stress->verdict == VERDICT_CLEAN || by_chance(order, stress));
}

#include "workshop/admission.h"
#include "workshop/beyond.h"
#include "workshop/inspect.h"
#include "workshop/keeps.h"
#include "workshop/sentence.h"
#include "judge/memory.h"

#include <stdlib.h>

bool admission_compiled(struct card *card, enum bench_end end, char *message)
{
    if (end != BENCH_DONE)
        card_conclude(card, end == BENCH_REFUSED ? CARD_BROKEN : CARD_LACKING, message);
    return end == BENCH_DONE;
}

static char *way_beyond(const struct judge_order *order)
{
    return beyond_reason(order->text, order->reference->exercise);
}

/* Refuses where there is a reason to, unless it goes the way of a remedy that nobody can
 * prove here. */
static bool refuse_or_leave(const struct judge_order *order, struct card *card, char *why)
{
    char *beyond = why ? way_beyond(order) : NULL;
    if (!beyond)
        return card_refuse(card, why);
    free(why);
    card_conclude(card, CARD_UNDECIDED, beyond);
    return true;
}

/* Takes over the call's message. */
static bool compiled(const struct judge_order *order, struct card *card,
                     const struct bench_call *call)
{
    char *beyond = call->end == BENCH_REFUSED ? way_beyond(order) : NULL;
    if (!beyond)
        return admission_compiled(card, call->end, call->message);
    free(call->message);
    card_conclude(card, CARD_UNDECIDED, beyond);
    return false;
}

/* What the preprocessor and the compiler make of it, and whether that may be run. */
static bool readable(const struct judge_order *order, struct bench *bench, struct card *card)
{
    struct bench_reading reading;
    bench_read(bench, order->include, order->workers == 1, &reading);
    if (compiled(order, card, &reading.expanded) &&
        !card_refuse(card, inspect_text(bench, order->include)) &&
        !refuse_or_leave(order, card, keeps_inspect(order->text, order->reference->exercise)))
        return compiled(order, card, &reading.compiled);
    free(reading.compiled.message);
    return false;
}

/* The same of its object file. */
static bool harmless(const struct judge_order *order, const struct bench *bench, struct card *card)
{
    const struct reference *reference = order->reference;
    struct object object;
    if (object_read(bench->object, &object) != 0) {
        card_conclude(card, CARD_LACKING,
                      memory_copy_text(sentence("the compiler's object file cannot be read")));
        return false;
    }
    bool refused = card_refuse(card, inspect_object(&object)) ||
                   refuse_or_leave(order, card,
                                   inspect_calls(&object, &reference->exercise->text,
                                                 reference->calls, reference->call_count));
    object_release(&object);
    return !refused;
}

bool admission(const struct judge_order *order, struct bench *bench, struct card *card)
{
    return readable(order, bench, card) && harmless(order, bench, card);
}

#include "workshop/weigh.h"
#include "workshop/name.h"
#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "workshop/work.h"
#include "explore/judge/conclusion.h"
#include "explore/trace/columns.h"
#include "judge/finding.h"
#include "judge/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_finding(const struct judge_order *order, struct card *card,
                         const struct explore_finding *finding, struct symbols *symbols)
{
    size_t size;
    FILE *out = open_memstream(&card->trace, &size);
    if (!out)
        memory_exhausted();
    const struct columns_reader reader = {
        .room = order->columns, .utf8 = order->utf8, .say = phrase_operation};
    columns_print(out, finding, symbols, &reader);
    fclose(out);
    card->kind = finding->kind;
    char *kind = phrase(finding_kind_name(finding->kind)), *object = phrase(finding->object);
    char *title = phrase(finding->title);
    card->title = memory_print("%s%s%s%s%s", kind, object[0] ? "  " : "", object,
                               object[0] ? ": " : "  ", title);
    card->why = phrase(finding->why);
    free(kind);
    free(object);
    free(title);
    card->schedule = memory_copy_text(finding->goal->schedule);
}

/* The gravest finding of the smallest configuration that has one. */
static void show_exploring(const struct judge_order *order, struct card *card,
                           const struct exploring *exploring, struct configuration size)
{
    struct symbols *symbols = symbols_open(exploring->order.binary);
    struct conclusion conclusion;
    conclusion_init(&conclusion, &exploring->exploration, symbols);
    if (conclusion.count > 0) {
        card->size = size;
        show_finding(order, card, &conclusion.findings[0], symbols);
    }
    conclusion_release(&conclusion);
    symbols_close(symbols);
}

static bool caught(const struct behaviour_run *run)
{
    return run->verdict == VERDICT_CAUGHT;
}

/* The first run that found something; run_count: the walk did; one more: none. */
static size_t first_caught(const struct observation *observation)
{
    const struct behaviour *behaviour = &observation->behaviour;
    for (size_t i = 0; i < behaviour->run_count; i++)
        if (caught(&behaviour->runs[i]))
            return i;
    return behaviour->run_count + (caught(&observation->walk) ? 0 : 1);
}

static enum hint_tier tier_of(const struct card *card, const struct exercise *exercise)
{
    const struct text_section *section = NULL;
    if (card->recognised)
        section = workshop_text_find(&exercise->text, "wrong", card->recognised);
    if (!section)
        section = workshop_text_find(&exercise->text, "found", finding_kind_name(card->kind));
    return section ? section->tier : HINT_OBSERVE;
}

static void judge_wrong(const struct judge_order *order, const struct observation *observation,
                        size_t at, struct card *card)
{
    const struct behaviour *behaviour = &observation->behaviour;
    const struct exercise *exercise = order->reference->exercise;
    bool walked = at == behaviour->run_count;
    const struct behaviour_run *run = walked ? &observation->walk : &behaviour->runs[at];
    const struct reference_variant *known =
        walked ? NULL : name_wrong(behaviour, order->text, order->reference);
    show_exploring(order, card, &observation->explorings[at], run->size);
    if (known)
        card->recognised = memory_copy_text(known->file->name);
    card->tier = tier_of(card, exercise);
    if (walked)
        card_conclude(
            card, CARD_WRONG,
            memory_print(
                sentence("right in the small, wrong in the large: found with %ld threads x "
                         "%ld, which is too much to search to the end"),
                run->size.threads, run->size.increments));
    else
        card_conclude(card, CARD_WRONG,
                      memory_print(sentence("found with %ld threads x %ld"), run->size.threads,
                                   run->size.increments));
}

/* Why not everything could be searched; NULL: everything was. */
static char *undecided(const struct behaviour *behaviour)
{
    for (size_t i = 0; i < behaviour->run_count; i++)
        if (behaviour->runs[i].verdict != VERDICT_PROVED)
            return memory_print(sentence("with %ld threads x %ld %s"),
                                behaviour->runs[i].size.threads, behaviour->runs[i].size.increments,
                                behaviour->runs[i].why);
    return NULL;
}

/* What an exploration says, in a word. */
static const char *word_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_PROVED:
        return sentence("proved");
    case VERDICT_CAUGHT:
        return sentence("caught");
    case VERDICT_INCONCLUSIVE:
        return sentence("inconclusive");
    case VERDICT_UNSUPPORTED:
        return sentence("unsupported");
    default:
        return verdict_name(verdict);
    }
}

static void tell_explorer(struct card *card, const struct observation *observation)
{
    const struct behaviour *behaviour = &observation->behaviour;
    for (size_t i = 0; i < behaviour->run_count; i++) {
        const struct behaviour_run *run = &behaviour->runs[i];
        bool told = run->verdict == VERDICT_PROVED || run->verdict == VERDICT_CAUGHT;
        bool counted =
            told && strcmp(run->interleavings, "0") != 0 && strlen(run->interleavings) < 40;
        card_add_witness(card, "explore", told, run->verdict == VERDICT_PROVED,
                         memory_print(counted ? sentence("%ld threads x %ld: %s, %s interleavings")
                                              : sentence("%ld threads x %ld: %s%s"),
                                      run->size.threads, run->size.increments,
                                      word_of(run->verdict), counted ? run->interleavings : ""));
    }
}

void weigh(const struct judge_order *order, const struct observation *observation,
           struct card *card)
{
    const struct behaviour *behaviour = &observation->behaviour;
    size_t at = first_caught(observation);
    char *open = undecided(behaviour);
    bool found = at <= behaviour->run_count;
    tell_explorer(card, observation);
    if (found && at < behaviour->run_count && name_wrong(behaviour, order->text, order->reference))
        judge_wrong(order, observation, at, card);
    else if (card_refuse(card, work_outcomes(behaviour, order->reference->exercise)) ||
             card_refuse(card, work_behaviour(behaviour, order->reference, found)))
        ; /* with its reason */
    else if (found)
        judge_wrong(order, observation, at, card);
    else if (open)
        card_conclude(card, CARD_UNDECIDED, memory_copy_text(open));
    else if (!card_refuse(card, work_overlap(behaviour, order->reference)))
        card_conclude(card, CARD_PROVED, memory_copy_text(""));
    free(open);
}

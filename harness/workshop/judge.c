#include "workshop/judge.h"
#include "workshop/sentence.h"
#include "workshop/beyond.h"
#include "workshop/bench.h"
#include "workshop/inspect.h"
#include "workshop/keeps.h"
#include "workshop/name.h"
#include "workshop/phrase.h"
#include "workshop/real.h"
#include "workshop/support.h"
#include "workshop/swap.h"
#include "workshop/work.h"
#include "explore/judge/conclusion.h"
#include "explore/trace/columns.h"
#include "judge/finding.h"
#include "judge/memory.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    WALK_THREADS = 2,
    WALK_INCREMENTS = 300,
    REAL_THREADS = 2,
    REAL_INCREMENTS = 1000,
    REAL_HANG_SECONDS = 1
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Takes over the reason. */
static void conclude(struct card *card, enum card_verdict verdict, char *reason)
{
    free(card->reason);
    card->verdict = verdict;
    card->reason = reason;
}

/* Refuses where there is a reason to. */
static bool refuse(struct card *card, char *why)
{
    if (why)
        conclude(card, CARD_REFUSED, why);
    return why != NULL;
}

/* Takes over the message. */
static bool compiled(struct card *card, enum bench_end end, char *message)
{
    if (end != BENCH_DONE)
        conclude(card, end == BENCH_REFUSED ? CARD_BROKEN : CARD_LACKING, message);
    return end == BENCH_DONE;
}

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
        conclude(card, CARD_WRONG,
                 memory_print(
                     sentence("right in the small, wrong in the large: found with %ld threads x "
                              "%ld, which is too much to search to the end"),
                     run->size.threads, run->size.increments));
    else
        conclude(card, CARD_WRONG,
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

/* What it does was observed; what does that say? */
static void weigh(const struct judge_order *order, const struct observation *observation,
                  struct card *card)
{
    const struct behaviour *behaviour = &observation->behaviour;
    size_t at = first_caught(observation);
    char *open = undecided(behaviour);
    bool found = at <= behaviour->run_count;
    tell_explorer(card, observation);
    if (found && at < behaviour->run_count && name_wrong(behaviour, order->text, order->reference))
        judge_wrong(order, observation, at, card);
    else if (refuse(card, work_outcomes(behaviour, order->reference->exercise)) ||
             refuse(card, work_behaviour(behaviour, order->reference, found)))
        ; /* with its reason */
    else if (found)
        judge_wrong(order, observation, at, card);
    else if (open)
        conclude(card, CARD_UNDECIDED, memory_copy_text(open));
    else if (!refuse(card, work_overlap(behaviour, order->reference)))
        conclude(card, CARD_PROVED, memory_copy_text(""));
    free(open);
}

/* The size that `run` takes, but no more than walks can bear. */
static struct configuration walk_size(const struct description *said)
{
    struct configuration size = {said->defaults.threads, said->defaults.increments};
    size.threads = size.threads ? size.threads : WALK_THREADS;
    if (size.increments == 0 || size.increments > WALK_INCREMENTS)
        size.increments = WALK_INCREMENTS;
    return size;
}

/* Stress and ThreadSanitizer, beside the explorer. */
struct real_witnesses {
    bool asked, started;
    pthread_t thread;
    struct real_order order;
    struct real_answer stress, tsan;
};

static void *ask_real(void *argument)
{
    struct real_witnesses *real = argument;
    real_tsan(&real->order, &real->tsan);
    real_stress(&real->order, &real->stress); /* the last: it wants the cores for itself */
    return NULL;
}

/* The size is the exercise's: a submission may not change it. */
static void real_start(struct real_witnesses *real, const struct judge_order *order)
{
    real->asked = order->path != NULL;
    if (!real->asked)
        return;
    real->order = (struct real_order){.source = order->path,
                                      .exercise = order->reference->exercise,
                                      .size = order->reference->broken->description.defaults,
                                      .hang_seconds = REAL_HANG_SECONDS};
    if (real->order.size.threads == 0)
        real->order.size.threads = REAL_THREADS;
    if (real->order.size.increments == 0)
        real->order.size.increments = REAL_INCREMENTS;
    real->started = pthread_create(&real->thread, NULL, ask_real, real) == 0;
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
        conclude(card, CARD_WRONG,
                 memory_print(sentence("the explorer found nothing, and %s found this: %s"), name,
                              answer->text));
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

static void real_finish(struct real_witnesses *real, const struct judge_order *order,
                        struct card *card)
{
    if (!real->asked)
        return;
    real->asked = false;
    if (real->started)
        pthread_join(real->thread, NULL);
    else
        ask_real(real); /* no further thread could be had */
    struct real_answer *tsan = &real->tsan, *stress = &real->stress;
    bool silent = tsan->verdict == VERDICT_CLEAN;
    take_real(card, "tsan", tsan, silent || known_to_report(order->reference, tsan->kind));
    take_real(card, "stress", stress, stress->verdict == VERDICT_CLEAN || by_chance(order, stress));
}

static void observe_and_weigh(const struct judge_order *order, const struct bench *bench,
                              struct card *card)
{
    struct description said;
    struct observation observation;
    if (object_description(bench->program, &said) != 0) {
        refuse(card,
               memory_copy_text(sentence("it has no 'const struct lab lab' that describes it")));
        return;
    }
    if (refuse(card, work_description(&said, order->reference)) ||
        refuse(card, keeps_description(&said, &order->reference->broken->description,
                                       order->reference->exercise)))
        return;
    const struct observe_order what = {.program = bench->program,
                                       .text = &order->reference->exercise->text,
                                       .workers = order->workers,
                                       .own_threads = said.trial,
                                       .walk = walk_size(&said)};
    observe(&what, &observation);
    weigh(order, &observation, card);
    observation_release(&observation);
}

static void swap_and_weigh(const struct judge_order *order, struct bench *bench, struct card *card)
{
    char *why;
    enum card_verdict verdict = swap_judge(order, bench, &why);
    if (verdict != CARD_PROVED)
        conclude(card, verdict, why);
}

/* What nobody can prove is judged by real threads alone. */
static void judge_unproved(const struct judge_order *order, struct real_witnesses *real,
                           struct card *card)
{
    if (!order->path) {
        conclude(card, CARD_UNDECIDED,
                 memory_print(sentence("the explorer cannot judge it: %s"),
                              order->reference->exercise->text.unproved));
        return;
    }
    conclude(card, CARD_HOLDS,
             memory_print(sentence("no proof: %s"), order->reference->exercise->text.unproved));
    real_finish(real, order, card);
    if (card->verdict == CARD_HOLDS && real->stress.verdict != VERDICT_CLEAN)
        conclude(card, CARD_UNDECIDED, memory_copy_text(sentence("real threads gave no answer")));
}

/* The same, unless it goes the way of a remedy that nobody can prove here. */
static bool refuse_or_leave(const struct judge_order *order, struct card *card, char *why)
{
    char *beyond = why ? beyond_reason(order->text, order->reference->exercise) : NULL;
    if (!beyond)
        return refuse(card, why);
    free(why);
    conclude(card, CARD_UNDECIDED, beyond);
    return true;
}

static bool compiled_or_left(const struct judge_order *order, struct card *card,
                             const struct bench_call *call)
{
    if (call->end == BENCH_REFUSED && refuse_or_leave(order, card, call->message)) {
        card->verdict = card->verdict == CARD_REFUSED ? CARD_BROKEN : card->verdict;
        return false;
    }
    return compiled(card, call->end, call->message);
}

/* What the preprocessor and the compiler make of it, and whether that may be run. */
static bool readable(const struct judge_order *order, struct bench *bench, struct card *card)
{
    struct bench_reading reading;
    bench_read(bench, order->include, order->workers == 1, &reading);
    if (compiled_or_left(order, card, &reading.expanded) &&
        !refuse(card, inspect_text(bench, order->include)) &&
        !refuse_or_leave(order, card, keeps_inspect(order->text, order->reference->exercise)))
        return compiled_or_left(order, card, &reading.compiled);
    free(reading.compiled.message);
    return false;
}

/* The same of its object file. */
static bool harmless(const struct judge_order *order, const struct bench *bench, struct card *card)
{
    const struct reference *reference = order->reference;
    struct object object;
    if (object_read(bench->object, &object) != 0) {
        conclude(card, CARD_LACKING,
                 memory_copy_text(sentence("the compiler's object file cannot be read")));
        return false;
    }
    bool refused = refuse(card, inspect_object(&object)) ||
                   refuse_or_leave(order, card,
                                   inspect_calls(&object, &reference->exercise->text,
                                                 reference->calls, reference->call_count));
    object_release(&object);
    return !refused;
}

static void judge_on_bench(const struct judge_order *order, struct bench *bench, struct card *card)
{
    const struct reference *reference = order->reference;
    struct real_witnesses real = {.asked = false};
    char *message;
    if (refuse(card, inspect_bytes(order->text, order->size)))
        return;
    char *name = memory_print("%s.c", reference->exercise->name);
    enum bench_end end = bench_lay(bench, order->text, name, reference->exercise, &message);
    free(name);
    if (!compiled(card, end, message))
        return;
    bool may_run = readable(order, bench, card) && harmless(order, bench, card);
    if (!may_run && card->verdict != CARD_UNDECIDED)
        return;
    real_start(&real, order); /* they are at work while it is built for the explorer */
    if (reference->exercise->text.unproved) {
        judge_unproved(order, &real, card);
        return;
    }
    end = may_run ? bench_build(bench, order->include, &message) : BENCH_DONE;
    if (may_run && compiled(card, end, message))
        observe_and_weigh(order, bench, card);
    if (card->verdict == CARD_PROVED)
        swap_and_weigh(order, bench, card);
    real_finish(&real, order, card);
}

void judge(const struct judge_order *order, struct card *card)
{
    struct bench bench = {0};
    double started = now();
    *card = (struct card){.exercise = memory_copy_text(order->reference->exercise->name),
                          .verdict = CARD_LACKING,
                          .reason = memory_copy_text("")};
    judge_on_bench(order, &bench, card);
    bench_release(&bench);
    card->seconds = now() - started;
}

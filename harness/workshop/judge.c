#include "workshop/judge.h"
#include "workshop/admission.h"
#include "workshop/bench.h"
#include "workshop/inspect.h"
#include "workshop/keeps.h"
#include "workshop/sentence.h"
#include "workshop/swap.h"
#include "workshop/weigh.h"
#include "workshop/witnesses.h"
#include "workshop/work.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <time.h>

enum { WALK_THREADS = 2, WALK_INCREMENTS = 300 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
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

static void observe_and_weigh(const struct judge_order *order, const struct bench *bench,
                              struct card *card)
{
    struct description said;
    struct observation observation;
    if (object_description(bench->program, &said) != 0) {
        card_refuse(
            card, memory_copy_text(sentence("it has no 'const struct lab lab' that describes it")));
        return;
    }
    if (card_refuse(card, work_description(&said, order->reference)) ||
        card_refuse(card, keeps_description(&said, &order->reference->broken->description,
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
        card_conclude(card, verdict, why);
}

/* What nobody can prove is judged by real threads alone. */
static void judge_unproved(const struct judge_order *order, struct witnesses *witnesses,
                           struct card *card)
{
    if (!order->path) {
        card_conclude(card, CARD_UNDECIDED,
                      memory_print(sentence("the explorer cannot judge it: %s"),
                                   order->reference->exercise->text.unproved));
        return;
    }
    card_conclude(
        card, CARD_HOLDS,
        memory_print(sentence("no proof: %s"), order->reference->exercise->text.unproved));
    witnesses_finish(witnesses, order, card);
    if (card->verdict == CARD_HOLDS && witnesses->stress.verdict != VERDICT_CLEAN)
        card_conclude(card, CARD_UNDECIDED,
                      memory_copy_text(sentence("real threads gave no answer")));
}

static void judge_on_bench(const struct judge_order *order, struct bench *bench, struct card *card)
{
    const struct reference *reference = order->reference;
    struct witnesses witnesses = {.asked = false};
    char *message;
    if (card_refuse(card, inspect_bytes(order->text, order->size)))
        return;
    char *name = memory_print("%s.c", reference->exercise->name);
    enum bench_end end = bench_lay(bench, order->text, name, reference->exercise, &message);
    free(name);
    if (!admission_compiled(card, end, message))
        return;
    bool may_run = admission(order, bench, card);
    if (!may_run && card->verdict != CARD_UNDECIDED)
        return;
    witnesses_start(&witnesses, order); /* they are at work while it is built for the explorer */
    if (may_run && reference->exercise->text.unproved) {
        judge_unproved(order, &witnesses, card);
        return;
    }
    end = may_run ? bench_build(bench, order->include, &message) : BENCH_DONE;
    if (may_run && admission_compiled(card, end, message))
        observe_and_weigh(order, bench, card);
    if (card->verdict == CARD_PROVED)
        swap_and_weigh(order, bench, card);
    witnesses_finish(&witnesses, order, card);
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

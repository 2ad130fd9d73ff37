#include "workshop/work.h"
#include "workshop/sentence.h"
#include "judge/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool silent(const struct lab_expectations *expect)
{
    return expect->stress == LAB_NEVER_WRONG && expect->tsan == FINDING_NONE &&
           expect->helgrind == FINDING_NONE && expect->explore == FINDING_NONE;
}

static bool same_expectations(const struct lab_expectations *x, const struct lab_expectations *y)
{
    return x->stress == y->stress && x->tsan == y->tsan && x->helgrind == y->helgrind &&
           x->explore == y->explore;
}

static bool known_expectations(const struct description *said, const struct reference *reference)
{
    bool known = silent(&said->expect);
    for (size_t i = 0; i < reference->count; i++)
        known |= same_expectations(&said->expect, &reference->variants[i].description.expect);
    return known;
}

static bool known_actors(const struct description *said, const struct reference *reference)
{
    for (size_t i = 0; i < reference->count; i++)
        if (said->actors == reference->variants[i].description.actors)
            return true;
    return false;
}

static bool known_size(const struct description *said, const struct reference *reference)
{
    bool known =
        said->defaults.threads == 0 && said->defaults.increments == 0 && said->max_threads == 0;
    for (size_t i = 0; i < reference->count; i++) {
        const struct description *other = &reference->variants[i].description;
        known |= said->defaults.threads == other->defaults.threads &&
                 said->defaults.increments == other->defaults.increments &&
                 said->max_threads == other->max_threads;
    }
    return known;
}

char *work_description(const struct description *said, const struct reference *reference)
{
    const struct description *own = &reference->broken->description;
    if (!said->check)
        return memory_copy_text(
            sentence("the description has no .check, so nobody looks at the result"));
    if (said->trial && !own->trial)
        return memory_copy_text(
            sentence("the description has a .trial of its own in place of .actors: the "
                     "harness starts the threads, all at the same time"));
    if (!said->trial && own->trial)
        return memory_copy_text(sentence("the description has no .trial: the threads are gone"));
    if (!known_actors(said, reference))
        return memory_print(sentence("the description lists %zu actors, and the exercise has %zu"),
                            said->actors, own->actors);
    if (!known_size(said, reference))
        return memory_copy_text(
            sentence("the description's .defaults or .max_threads are changed: how many "
                     "threads take part belongs to the exercise"));
    if (!known_expectations(said, reference))
        return memory_copy_text(
            sentence("the description's .expect is changed: what the witnesses must say "
                     "belongs to the exercise"));
    return NULL;
}

static const struct behaviour_run *run_of(const struct reference_variant *variant, size_t at)
{
    return at < variant->behaviour.run_count ? &variant->behaviour.runs[at] : NULL;
}

/* Whether any variant expects that result in the configuration. */
static bool expected_before(const struct reference *reference, size_t at, long long expected,
                            long long *instead)
{
    bool any = false;
    for (size_t i = 0; i < reference->count; i++) {
        const struct behaviour_run *run = run_of(&reference->variants[i], at);
        for (size_t k = 0; run && k < run->outcome_count; k++) {
            if (run->outcomes[k].expected == expected)
                return true;
            *instead = run->outcomes[k].expected;
            any |= run->outcomes[k].judged;
        }
    }
    return !any;
}

static char *refuse_outcomes(const struct behaviour_run *run, size_t at,
                             const struct reference *reference)
{
    for (size_t i = 0; i < run->outcome_count; i++) {
        const struct behaviour_outcome *outcome = &run->outcomes[i];
        long long instead = 0;
        if (!outcome->judged)
            return memory_copy_text(sentence("it ends the program before the result is checked"));
        if (!expected_before(reference, at, outcome->expected, &instead))
            return memory_print(
                sentence("its check expects %lld where the exercise expects %lld (%ld "
                         "threads x %ld): the check belongs to the exercise"),
                outcome->expected, instead, run->size.threads, run->size.increments);
    }
    return NULL;
}

static bool has_label(const struct behaviour_run *run, const char *label)
{
    for (size_t i = 0; i < run->outcome_count; i++)
        if (strcmp(run->outcomes[i].label, label) == 0)
            return true;
    return false;
}

/* The least number of threads with which a remedy does the work, of those that have an
 * outcome so called; label NULL: of all. 0: no such remedy. */
static long fewest_threads(const struct reference *reference, size_t at, const char *label)
{
    long fewest = 0;
    for (size_t i = 0; i < reference->count; i++) {
        const struct behaviour_run *other = run_of(&reference->variants[i], at);
        if (other && reference->variants[i].remedy && other->threads > 0 &&
            (!label || has_label(other, label)) && (fewest == 0 || other->threads < fewest))
            fewest = other->threads;
    }
    return fewest;
}

/* An outcome's label may tell in which way the work was done (by timers, by threads
 * that block), and each way has its own number. */
static char *refuse_threads(const struct behaviour_run *run, size_t at,
                            const struct reference *reference)
{
    long fewest = fewest_threads(reference, at, NULL);
    for (size_t i = 0; i < run->outcome_count; i++) {
        long like =
            run->outcomes[i].label[0] ? fewest_threads(reference, at, run->outcomes[i].label) : 0;
        fewest = like > fewest ? like : fewest;
    }
    if (run->threads == 0 || run->threads >= fewest)
        return NULL;
    return memory_print(
        sentence("%ld threads take part where at least %ld must (%ld threads x %ld): the "
                 "work is to be done by threads that run at the same time"),
        run->threads, fewest, run->size.threads, run->size.increments);
}

/* What all remedies answer to a probe. */
struct consensus {
    bool whole; /* they all answer the same */
    struct behaviour_probe answer;
    bool all_right, all_wrong; /* done with the right result, or never */
};

static bool right(const struct behaviour_probe *probe)
{
    return probe->end == PROBE_DONE && probe->expected == probe->actual;
}

static bool same_answer(const struct behaviour_probe *x, const struct behaviour_probe *y)
{
    return x->end == y->end &&
           (x->end != PROBE_DONE || (x->expected == y->expected && x->actual == y->actual));
}

static struct consensus consensus_of(const struct behaviour_probe *like,
                                     const struct reference *reference)
{
    struct consensus consensus = {.whole = true, .all_right = true, .all_wrong = true};
    bool any = false;
    for (size_t i = 0; i < reference->count; i++) {
        const struct reference_variant *variant = &reference->variants[i];
        const struct behaviour_probe *probe = behaviour_probe(&variant->behaviour, like);
        if (!variant->remedy || !probe || probe->end == PROBE_BAD)
            continue;
        if (any)
            consensus.whole &= same_answer(&consensus.answer, probe);
        else
            consensus.answer = *probe;
        any = true;
        consensus.all_right &= right(probe);
        consensus.all_wrong &= !right(probe);
    }
    if (!any)
        consensus = (struct consensus){0};
    return consensus;
}

/* "with no thread at work", "with thread A alone", "with threads B, A one after another". */
static char *who(const struct behaviour_probe *probe)
{
    char names[64] = "";
    size_t count = 0, length = 0;
    for (const char *at = probe->sequence; *at && length + 8 < sizeof names; count++) {
        char *end;
        long i = strtol(at, &end, 10);
        length += (size_t)snprintf(names + length, sizeof names - length, "%s%c", count ? ", " : "",
                                   (char)('A' + i % 26));
        at = *end == ',' ? end + 1 : end;
    }
    if (count == 0)
        return memory_copy_text(sentence("although no thread has worked"));
    if (probe->sequence[strlen(probe->sequence) - 1] == '*')
        return memory_copy_text(sentence("with work for thread A alone"));
    if (count == 1)
        return memory_print(sentence("with thread %s alone"), names);
    return memory_print(sentence("with threads %s one after another"), names);
}

static char *differs(const struct behaviour_probe *probe, const struct consensus *consensus)
{
    const struct behaviour_probe *answer = &consensus->answer;
    if (consensus->whole && answer->end == PROBE_DONE && probe->expected != answer->expected)
        return memory_print(
            sentence("the check expects %lld where the exercise expects %lld: the check "
                     "belongs to the exercise"),
            probe->expected, answer->expected);
    bool nobody = probe->sequence[0] == '\0';
    if (right(probe) && consensus->all_wrong && (nobody || !consensus->whole))
        return memory_copy_text(
            sentence("the check says right, which the exercise's does not: the result "
                     "does not come from the threads' work"));
    if (consensus->whole && answer->end == PROBE_DONE && probe->actual != answer->actual)
        return memory_print(
            sentence("the result is %lld where the exercise's is %lld: work is left out, "
                     "added, or done by another thread"),
            probe->actual, answer->actual);
    return NULL;
}

/* Some threads, but not all of them. */
static bool some_threads(const struct behaviour_probe *probe)
{
    long count = probe->sequence[0] != '\0';
    for (const char *at = probe->sequence; *at; at++)
        count += *at == ',';
    return count > 0 && count < probe->size.threads && !strchr(probe->sequence, '*');
}

static char *refuse_probe(const struct behaviour_probe *probe, const struct reference *reference,
                          bool found)
{
    struct consensus consensus = consensus_of(probe, reference);
    char *what = NULL;
    if (probe->end == PROBE_LEFT)
        return memory_copy_text(sentence("it ends the program before the result is checked"));
    if (probe->end == PROBE_DONE)
        what = differs(probe, &consensus);
    if (probe->end == PROBE_DONE && !what && consensus.whole &&
        consensus.answer.end == PROBE_STUCK && some_threads(probe))
        what = memory_copy_text(sentence("it comes to an end, where the exercise has to wait for "
                                         "what the other threads do: that wait is part of the "
                                         "work, and stays"));
    else if (probe->end == PROBE_STUCK && consensus.all_right && !found)
        what = memory_copy_text(
            sentence("it waits for ever, and the exercise does not: the threads take "
                     "turns instead of working at the same time"));
    if (!what)
        return NULL;
    char *with = who(probe);
    char *whole = memory_print(sentence("%s (%ld threads x %ld) %s"), with, probe->size.threads,
                               probe->size.increments, what);
    free(with);
    free(what);
    return whole;
}

char *work_behaviour(const struct behaviour *behaviour, const struct reference *reference,
                     bool found)
{
    char *why = NULL;
    for (size_t i = 0; i < behaviour->run_count && !why; i++) {
        why = refuse_outcomes(&behaviour->runs[i], i, reference);
        if (!why)
            why = refuse_threads(&behaviour->runs[i], i, reference);
    }
    for (size_t i = 0; i < behaviour->probe_count && !why; i++)
        why = refuse_probe(&behaviour->probes[i], reference, found);
    return why;
}

char *work_outcomes(const struct behaviour *behaviour, const struct exercise *exercise)
{
    for (size_t i = 0; i < behaviour->run_count; i++)
        for (size_t k = 0; k < behaviour->runs[i].outcome_count; k++) {
            const char *label = behaviour->runs[i].outcomes[k].label;
            const char *why = label[0] ? exercise_text(exercise, "refused", label) : NULL;
            if (why)
                return memory_copy_text(why);
        }
    return NULL;
}

/* In how many orders n threads can run one as a whole after another; 0: more
 * than we ask for. */
static long orders(long threads)
{
    long count = 1;
    for (long i = 2; i <= threads && count < 1000000; i++)
        count *= i;
    return count;
}

static bool counted_more(const char *interleavings, long than)
{
    return strlen(interleavings) > 9 || strtol(interleavings, NULL, 10) > than;
}

/* Threads that the harness starts, and that have nothing in common: the swap tells whether
 * they do the work. */
static bool may_be_apart(const struct reference *reference)
{
    return reference->exercise->text.swap && !reference->broken->description.trial;
}

char *work_overlap(const struct behaviour *behaviour, const struct reference *reference)
{
    for (size_t i = 0; i < behaviour->run_count; i++) {
        const struct behaviour_run *run = &behaviour->runs[i];
        /* Who does a thing once has nothing to alternate with, and may do it in one piece. */
        long whole = run->size.increments > 1 ? orders(run->size.threads) : 1;
        bool others = true, any = false;
        for (size_t k = 0; k < reference->count; k++) {
            const struct behaviour_run *other = run_of(&reference->variants[k], i);
            if (reference->variants[k].remedy && other && other->verdict == VERDICT_PROVED &&
                strcmp(other->interleavings, "0") != 0) {
                others &= counted_more(other->interleavings, whole);
                any = true;
            }
        }
        if (!any || !others || strcmp(run->interleavings, "0") == 0 ||
            counted_more(run->interleavings, whole))
            continue;
        bool apart = strcmp(run->interleavings, "1") == 0;
        if (apart && may_be_apart(reference))
            continue;
        if (apart)
            return memory_print(
                sentence("no two threads are ever at work on anything in common, and the "
                         "exercise's are (%ld threads x %ld): the work is gone, or each "
                         "thread is waited for before the next one starts"),
                run->size.threads, run->size.increments);
        return memory_print(
            sentence("each thread does all its work in one piece while the others wait "
                     "(%ld threads x %ld): they must be able to alternate"),
            run->size.threads, run->size.increments);
    }
    return NULL;
}

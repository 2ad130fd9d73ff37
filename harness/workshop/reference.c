#include "workshop/reference.h"
#include "workshop/bench.h"
#include "workshop/observe.h"
#include "workshop/reference_cache.h"
#include "judge/memory.h"
#include "process/interrupt.h"
#include "sanitize/file.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 2 };

/* What the workers share. */
struct survey {
    struct reference *reference;
    const char *include;
    atomic_size_t next;
};

static void observe_variant(const struct survey *survey, struct reference_variant *variant,
                            const struct bench *bench)
{
    struct object object;
    struct observation observation;
    bool proved = survey->reference->exercise->text.unproved == NULL;
    if (object_read(bench->object, &object) != 0 ||
        (proved && object_description(bench->program, &variant->description) != 0)) {
        variant->trouble = memory_copy_text("it describes no lab");
        return;
    }
    variant->calls = object.calls;
    variant->call_count = object.call_count;
    object.calls = NULL;
    object.call_count = 0;
    object_release(&object);
    if (!proved)
        return; /* the explorer cannot follow it: real threads judge alone */
    const struct observe_order order = {.program = bench->program,
                                        .text = &survey->reference->exercise->text,
                                        .own_threads = variant->description.trial};
    observe(&order, &observation);
    variant->behaviour = observation.behaviour;
    observation.behaviour = (struct behaviour){0};
    observation_release(&observation);
}

static void survey_variant(const struct survey *survey, struct reference_variant *variant)
{
    struct bench bench;
    char *text, *message = NULL, *name = memory_print("%s.c", variant->file->name);
    size_t size;
    int error = file_read(variant->file->path, &text, &size);
    if (error != 0) {
        variant->trouble = memory_copy_text(strerror(-error));
        free(name);
        return;
    }
    enum bench_end end = bench_lay(&bench, text, name, survey->reference->exercise, &message);
    if (end == BENCH_DONE)
        end = bench_compile(&bench, survey->include, &message);
    if (end == BENCH_DONE && survey->reference->exercise->text.unproved == NULL)
        end = bench_build(&bench, survey->include, &message);
    if (end == BENCH_DONE)
        observe_variant(survey, variant, &bench);
    else
        variant->trouble = message;
    bench_release(&bench);
    free(text);
    free(name);
}

static void *work(void *argument)
{
    struct survey *survey = argument;
    for (;;) {
        size_t i = atomic_fetch_add_explicit(&survey->next, 1, memory_order_relaxed);
        if (i >= survey->reference->count)
            return NULL;
        survey_variant(survey, &survey->reference->variants[i]);
    }
}

static void survey_all(struct reference *reference, const char *include)
{
    struct survey survey = {.reference = reference, .include = include};
    pthread_t worker;
    bool helped = WORKERS > 1 && pthread_create(&worker, NULL, work, &survey) == 0;
    work(&survey);
    if (helped)
        pthread_join(worker, NULL);
}

static void list_variants(struct reference *reference)
{
    const struct exercise *exercise = reference->exercise;
    size_t wrongs = exercise->wrong_count;
    reference->count = wrongs + exercise->remedy_count;
    reference->variants = memory_resize(NULL, reference->count, sizeof *reference->variants);
    for (size_t i = 0; i < reference->count; i++)
        reference->variants[i] = (struct reference_variant){
            .file = i < wrongs ? &exercise->wrongs[i] : &exercise->remedies[i - wrongs],
            .remedy = i >= wrongs};
    for (size_t i = 0; i < wrongs; i++)
        if (&exercise->wrongs[i] == exercise->broken)
            reference->broken = &reference->variants[i];
}

static void collect_calls(struct reference *reference)
{
    size_t count = 0;
    for (size_t i = 0; i < reference->count; i++)
        count += reference->variants[i].call_count;
    reference->calls = memory_resize(NULL, count, sizeof *reference->calls);
    for (size_t i = 0; i < reference->count; i++)
        for (size_t k = 0; k < reference->variants[i].call_count; k++)
            reference->calls[reference->call_count++] = reference->variants[i].calls[k];
}

static char *first_trouble(const struct reference *reference)
{
    for (size_t i = 0; i < reference->count; i++)
        if (reference->variants[i].trouble)
            return memory_print(
                "'%s' of the pack cannot be judged: %.*s", reference->variants[i].file->path,
                (int)strcspn(reference->variants[i].trouble, "\n"), reference->variants[i].trouble);
    return NULL;
}

static void clear_variants(struct reference *reference)
{
    for (size_t i = 0; i < reference->count; i++) {
        struct reference_variant *variant = &reference->variants[i];
        behaviour_release(&variant->behaviour);
        for (size_t k = 0; k < variant->call_count; k++)
            free(variant->calls[k]);
        free(variant->calls);
        free(variant->trouble);
        variant->calls = NULL;
        variant->call_count = 0;
        variant->trouble = NULL;
    }
}

/* Such an answer is good for now, and not to be kept. */
static bool any_hurried(const struct reference *reference)
{
    bool any = false;
    for (size_t i = 0; i < reference->count; i++)
        any |= reference->variants[i].behaviour.hurried;
    return any;
}

int reference_open(const struct exercise *exercise, const char *include,
                   struct reference *reference, char **complaint)
{
    *reference = (struct reference){.exercise = exercise};
    *complaint = NULL;
    list_variants(reference);
    char *cache = reference_cache_path(reference, include);
    if (!reference_cache_read(cache, reference)) {
        clear_variants(reference); /* of what a damaged file may have left */
        survey_all(reference, include);
        *complaint = first_trouble(reference);
        if (*complaint == NULL && !interrupt_requested() && !any_hurried(reference))
            reference_cache_write(cache, reference);
    }
    free(cache);
    collect_calls(reference);
    return *complaint ? -EINVAL : 0;
}

void reference_release(struct reference *reference)
{
    clear_variants(reference);
    free(reference->variants);
    free(reference->calls);
    *reference = (struct reference){0};
}

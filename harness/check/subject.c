#include "check/subject.h"
#include "build/fat.h"
#include "build/refusal.h"
#include "build/sources.h"
#include "judge/memory.h"
#include "options/option.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum build_flavour subject_flavour(enum witness witness)
{
    switch (witness) {
    case WITNESS_TSAN_CLANG:
        return BUILD_TSAN_CLANG;
    case WITNESS_TSAN_GCC:
        return BUILD_TSAN_GCC;
    case WITNESS_EXPLORE:
        return BUILD_EXPLORE;
    default:
        return BUILD_PLAIN;
    }
}

void subject_of_variant(struct subject *subject, const struct catalogue *catalogue,
                        const struct variant *variant)
{
    *subject = (struct subject){.is_lab = true, .described = *variant};
    subject->name = memory_print("%s/%s", variant->lab, variant->name);
    subject->source = memory_copy_text(variant->source);
    subject->files = memory_copy_text(subject->name);
    subject->tail = memory_copy_text("");
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++) {
        char *binary =
            i == BUILD_PLAIN
                ? memory_copy_text(variant->binary)
                : catalogue_binary(catalogue, variant, build_flavour_name((enum build_flavour)i));
        if (binary && access(binary, X_OK) == 0) {
            subject->binaries[i] = binary;
            continue;
        }
        free(binary);
        subject->reasons[i] = memory_copy_text("it is not built: 'racelab doctor' says why");
    }
}

static bool is_wanted(const struct check_order *order, enum build_flavour flavour)
{
    for (int i = 0; i < WITNESS_LOG; i++)
        if ((order->witnesses & 1u << i) && subject_flavour((enum witness)i) == flavour)
            return true;
    return false;
}

/* One flavour being built in a thread of its own. */
struct builder {
    struct build_order order;
    struct build *build;
    pthread_t thread;
    bool started;
};

static void *run_builder(void *context)
{
    struct builder *builder = context;
    build_make(&builder->order, builder->build);
    return NULL;
}

static void build_all(struct subject *subject, const struct check_order *order,
                      const char *const *files, const char *const *flags)
{
    struct builder builders[BUILD_FLAVOUR_COUNT];
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++) {
        builders[i] = (struct builder){
            .order = {.flavour = (enum build_flavour)i, .files = files, .flags = flags},
            .build = &subject->builds[i]};
        if (is_wanted(order, (enum build_flavour)i))
            builders[i].started =
                pthread_create(&builders[i].thread, NULL, run_builder, &builders[i]) == 0;
    }
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++)
        if (builders[i].started)
            pthread_join(builders[i].thread, NULL);
        else
            *builders[i].build = (struct build){.end = BUILD_INTERRUPTED, .entry.lock = -1};
}

/* Every flavour refuses a program that is wrong in itself; what one of them
 * alone refuses is that witness's loss. The explorer's own link refuses nothing
 * that is called and not there, so that it counts only where it is alone. */
static const struct build *find_refusal(const struct subject *subject, unsigned *refused,
                                        unsigned *done)
{
    const struct build *first = NULL;
    *refused = *done = 0;
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++) {
        const struct build *build = &subject->builds[i];
        *done += build->end == BUILD_DONE && i != BUILD_EXPLORE;
        if (build->end != BUILD_DONE && build->end != BUILD_INTERRUPTED) {
            ++*refused;
            first = first && first->end != BUILD_LACKING ? first : build;
        }
    }
    return first;
}

static void take_builds(struct subject *subject)
{
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++) {
        struct build *build = &subject->builds[i];
        if (build->end == BUILD_DONE)
            subject->binaries[i] = memory_copy_text(build->binary);
        else
            subject->reasons[i] = refusal_line(build);
        subject->is_lab |= build->end == BUILD_DONE && build->lab;
    }
}

static char *join_words(const char *const *words)
{
    char *joined = memory_copy_text(words[0]);
    for (size_t i = 1; words[i]; i++) {
        char *longer = memory_print("%s %s", joined, words[i]);
        free(joined);
        joined = longer;
    }
    return joined;
}

static char *tail_of(const struct check_order *order, const char *const *flags)
{
    char *joined = flags && flags[0] ? join_words(flags) : NULL;
    const char *arguments = order->argument_text;
    char *tail =
        memory_print("%s%s%s%s%s%s%s", arguments ? " --args \"" : "", arguments ? arguments : "",
                     arguments ? "\"" : "", order->input ? " --stdin " : "",
                     order->input ? order->input : "", joined ? " -- " : "", joined ? joined : "");
    free(joined);
    return tail;
}

static void warn_once(const struct subject *subject, const char *program)
{
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++)
        if (subject->builds[i].warning) {
            fprintf(stderr, "%s: %s\n", program, subject->builds[i].warning);
            return;
        }
}

/* Of a program that 'racelab cc' linked: it runs as it is, and what it carries is
 * explored; ThreadSanitizer would have to be compiled in. */
static int subject_of_program(struct subject *subject, const struct check_order *order,
                              const char *path)
{
    char *whole = realpath(path, NULL);
    *subject = (struct subject){.built = true};
    subject->name = memory_copy_text(path);
    subject->source = memory_copy_text(path);
    subject->files = memory_copy_text(path);
    subject->tail = tail_of(order, NULL);
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++) {
        subject->builds[i] = (struct build){.end = BUILD_INTERRUPTED, .entry.lock = -1};
        subject->reasons[i] = memory_copy_text("the program is linked already: give its sources");
    }
    subject->binaries[BUILD_PLAIN] = whole;
    fat_extract(path, &subject->builds[BUILD_EXPLORE]);
    const struct build *fat = &subject->builds[BUILD_EXPLORE];
    if (fat->end == BUILD_DONE)
        subject->binaries[BUILD_EXPLORE] = memory_copy_text(fat->binary);
    if (fat->end == BUILD_DONE && whole)
        return 0;
    int code = whole ? refusal_tell(order->program, fat) : EXIT_USAGE;
    subject_release(subject);
    return code;
}

int subject_of_files(struct subject *subject, const struct check_order *order,
                     const char *const *files, const char *const *flags)
{
    unsigned refused, done;
    if (!files[1] && fat_is_program(files[0]))
        return subject_of_program(subject, order, files[0]);
    int code = sources_check(order->program, files, flags);
    if (code != 0)
        return code;
    *subject = (struct subject){.built = true};
    subject->name = memory_copy_text(files[0]);
    subject->source = memory_copy_text(files[0]);
    subject->files = join_words(files);
    subject->tail = tail_of(order, flags);
    build_all(subject, order, files, flags);
    warn_once(subject, order->program);
    const struct build *refusal = find_refusal(subject, &refused, &done);
    take_builds(subject);
    if (done == 0 && refused > 0)
        code = refusal_tell(order->program, refusal);
    else if (done == 0 && subject->builds[BUILD_EXPLORE].end != BUILD_DONE)
        code = EXIT_INCONCLUSIVE;
    if (code == 0 && subject->is_lab && subject->binaries[BUILD_PLAIN]) {
        subject->described.binary = memory_copy_text(subject->binaries[BUILD_PLAIN]);
        code = catalogue_describe(&subject->described) == 0 ? 0 : EXIT_USAGE;
    }
    if (code != 0)
        subject_release(subject);
    return code;
}

void subject_release(struct subject *subject)
{
    for (int i = 0; i < BUILD_FLAVOUR_COUNT; i++) {
        if (subject->built)
            build_release(&subject->builds[i]);
        free(subject->binaries[i]);
        free(subject->reasons[i]);
    }
    if (subject->built)
        variant_release(&subject->described);
    free(subject->name);
    free(subject->source);
    free(subject->files);
    free(subject->tail);
}

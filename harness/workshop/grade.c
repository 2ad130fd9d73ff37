#include "workshop/grade.h"
#include "build/resources.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/child.h"
#include "process/interrupt.h"
#include "workshop/grade_files.h"
#include "workshop/reference.h"
#include "workshop/sandbox.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JUDGE_SECONDS = 300, WORKERS_MAX = 64, ANSWER_LIMIT = 1 << 20 };

/* All that judging one file may hold at a time. */
static const size_t judge_memory = (size_t)4 << 30;

const char *grade_word(const struct grade *grade)
{
    return grade->end == GRADE_MISSING   ? "missing"
           : grade->end == GRADE_STOPPED ? "undecided"
                                         : grade->verdict;
}

/* What the workers share. */
struct hall {
    struct grading *grading;
    char *tool, *lib, *cache;
    atomic_size_t next; /* person times exercise */
};

static char *text_of(const json_t *document, const char *key)
{
    const char *text = json_string_value(json_object_get(document, key));
    return text ? memory_copy_text(text) : NULL;
}

static char *finding_of(const json_t *card)
{
    const char *kind, *schedule;
    json_int_t threads, increments;
    json_t *finding = json_object_get(card, "finding");
    if (!finding || json_unpack(finding, "{s:s, s:I, s:I, s:s}", "kind", &kind, "threads", &threads,
                                "increments", &increments, "schedule", &schedule) != 0)
        return NULL;
    return memory_print("%s, %lld threads x %lld, schedule %s", kind, (long long)threads,
                        (long long)increments, schedule);
}

static bool take_card(const char *answer, struct grade *grade)
{
    json_t *card = json_loads(answer, 0, NULL);
    grade->verdict = text_of(card, "verdict");
    grade->reason = text_of(card, "reason");
    grade->recognised = text_of(card, "recognised");
    grade->finding = card ? finding_of(card) : NULL;
    grade->passed = json_is_true(json_object_get(card, "passed"));
    json_decref(card);
    return grade->verdict && grade->reason;
}

static void stopped(struct grade *grade, const struct child_result *result)
{
    char text[128];
    free(grade->verdict);
    free(grade->reason);
    grade->verdict = NULL;
    grade->passed = false;
    grade->end = GRADE_STOPPED;
    grade->reason = memory_print("judging it %s", child_end_text(result, text, sizeof text));
}

static void judge_file(const struct hall *hall, const char *file, struct grade *grade)
{
    const struct sandbox_order order = {.tool = hall->tool,
                                        .lib = hall->lib,
                                        .pack = hall->grading->pack->folder,
                                        .exercise = grade->exercise->name,
                                        .cache = hall->cache};
    struct command words = {0};
    struct child_result result;
    sandbox_words(&order, &words);
    command_add(&words, SANDBOX_TOOL);
    command_add(&words, "grade");
    command_add(&words, "--sandboxed");
    command_add(&words, grade->exercise->name);
    command_add(&words, "--pack");
    command_add(&words, SANDBOX_PACK);
    command_add(&words, "-"); /* on standard input: it may not be for everybody's eyes */
    const struct child_spec spec = {.argv = command_argv(&words),
                                    .input = file,
                                    .seconds = JUDGE_SECONDS,
                                    .output_limit = ANSWER_LIMIT,
                                    .tree_limit = judge_memory};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    grade->end = GRADE_JUDGED;
    if (result.end != CHILD_EXITED || !take_card(result.output, grade))
        stopped(grade, &result);
    child_result_release(&result);
    command_release(&words);
}

static void *work(void *argument)
{
    struct hall *hall = argument;
    struct grading *grading = hall->grading;
    size_t all = grading->count * grading->exercise_count;
    for (;;) {
        size_t i = atomic_fetch_add_explicit(&hall->next, 1, memory_order_relaxed);
        if (i >= all || interrupt_requested())
            return NULL;
        struct graded *person = &grading->people[i / grading->exercise_count];
        struct grade *grade = &person->grades[i % grading->exercise_count];
        char *file = grade_file(person->path, grade->exercise);
        if (file)
            judge_file(hall, file, grade);
        free(file);
    }
}

static void work_together(struct hall *hall)
{
    pthread_t workers[WORKERS_MAX];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = cores > WORKERS_MAX ? WORKERS_MAX : cores < 1 ? 1 : (size_t)cores, started = 0;
    while (started + 1 < wanted && pthread_create(&workers[started], NULL, work, hall) == 0)
        started++;
    work(hall);
    for (size_t i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
}

/* Found out once, before anybody needs it; the cache hands it to the sandboxes. */
static int prepare(const char *program, struct grading *grading)
{
    int code = 0;
    for (size_t i = 0; i < grading->exercise_count && code == 0; i++) {
        struct reference reference;
        char *complaint;
        if (reference_open(grading->exercises[i], grading->pack->include, &reference, &complaint) !=
            0) {
            fprintf(stderr, "%s: %s\n", program, complaint);
            code = EXIT_USAGE;
        }
        free(complaint);
        reference_release(&reference);
    }
    return code;
}

static char *cache_folder(void)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    return cache && cache[0] == '/' ? memory_print("%s/racelab/workshop", cache)
           : home                   ? memory_print("%s/.cache/racelab/workshop", home)
                                    : NULL;
}

static void count_passed(struct grading *grading)
{
    for (size_t i = 0; i < grading->count; i++)
        for (size_t k = 0; k < grading->exercise_count; k++)
            grading->people[i].passed += grading->people[i].grades[k].passed;
}

static int check_sandbox(const char *program, const struct hall *hall)
{
    const struct sandbox_order order = {.tool = hall->tool,
                                        .lib = hall->lib,
                                        .pack = hall->grading->pack->folder,
                                        .exercise = hall->grading->exercises[0]->name};
    if (sandbox_works(&order))
        return 0;
    fprintf(stderr, "%s: no sandbox: bubblewrap is missing, or may not make namespaces here\n",
            program);
    return EXIT_ENVIRONMENT;
}

int grade_all(const char *program, const struct pack *pack, const struct exercise *only,
              const char *const *paths, struct grading *grading)
{
    char tool[PATH_MAX];
    *grading = (struct grading){.pack = pack};
    int code = grade_list(program, only, paths, grading);
    ssize_t length = readlink("/proc/self/exe", tool, sizeof tool - 1);
    if (code != 0 || length < 0)
        return code ? code : EXIT_ENVIRONMENT;
    tool[length] = '\0';
    struct hall hall = {
        .grading = grading, .tool = tool, .lib = resource_path(""), .cache = cache_folder()};
    code = check_sandbox(program, &hall);
    if (code == 0)
        code = prepare(program, grading);
    if (code == 0)
        work_together(&hall);
    count_passed(grading);
    grading->partial = interrupt_requested();
    free(hall.lib);
    free(hall.cache);
    return code;
}

void grading_release(struct grading *grading)
{
    for (size_t i = 0; i < grading->count; i++) {
        struct graded *person = &grading->people[i];
        for (size_t k = 0; k < grading->exercise_count; k++) {
            free(person->grades[k].verdict);
            free(person->grades[k].reason);
            free(person->grades[k].recognised);
            free(person->grades[k].finding);
        }
        free(person->grades);
        free(person->path);
        free(person->name);
    }
    free(grading->people);
    free(grading->exercises);
    *grading = (struct grading){0};
}

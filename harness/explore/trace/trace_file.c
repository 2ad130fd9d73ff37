#include "explore/trace/trace_file.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "report/json_file.h"
#include "report/saved_file.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *step_json(const struct explored *explored, const struct exploration_event *event)
{
    char name[8];
    struct place place = conclusion_place(explored->symbols, &event->frames);
    return json_pack("{s:s, s:s, s:s, s:I}", "thread", conclusion_thread(event->thread, name), "op",
                     event->op, "file", place.file, "line", (json_int_t)place.line);
}

static json_t *words_json(const char *const *words)
{
    json_t *array = json_array();
    for (size_t i = 0; words && words[i]; i++)
        json_array_append_new(array, json_string(words[i]));
    return array;
}

static json_t *document_of(const struct explored *explored, const char *const *operands)
{
    const struct explore_finding *finding = explored->conclusion.findings;
    json_t *steps = json_array();
    for (size_t i = 0; i < finding->goal->event_count; i++)
        json_array_append_new(steps, step_json(explored, &finding->goal->events[i]));
    return json_pack(
        "{s:s, s:i, s:o, s:o, s:s*, s:s*, s:I, s:I, s:b, s:s, s:s, s:s, s:o, s:o}", "document",
        "racelab trace", "version", TRACE_FILE_VERSION, "program", words_json(operands), "flags",
        words_json(explored->flags), "arguments", explored->arguments, "stdin", explored->input,
        "threads", (json_int_t)explored->threads, "increments", (json_int_t)explored->increments,
        "spurious", explored->spurious, "memory_model", "sc", "kind",
        finding_kind_name(finding->kind), "schedule", finding->goal->schedule, "lessons",
        trace_lessons_json(&explored->exploration.lessons, explored->symbols), "steps", steps);
}

int trace_file_write(const char *path, const struct explored *explored, const char *const *operands)
{
    struct saved_file file;
    int failed = saved_file_init(&file, path);
    if (failed != 0)
        return failed;
    json_t *document = document_of(explored, operands);
    int wrong = document ? json_dumpf(document, file.stream, JSON_INDENT(2)) : -1;
    json_decref(document);
    if (wrong == 0)
        return saved_file_commit(&file);
    saved_file_discard(&file);
    return -EIO;
}

static char *text_of(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return memory_copy_text(text ? text : "");
}

static char *optional_text(const json_t *json, const char *key)
{
    return json_object_get(json, key) ? text_of(json, key) : NULL;
}

static long number_of(const json_t *json, const char *key)
{
    return (long)json_integer_value(json_object_get(json, key));
}

static void read_steps(const json_t *steps, struct trace_file *trace)
{
    trace->step_count = json_array_size(steps);
    trace->steps = memory_resize(NULL, trace->step_count + 1, sizeof *trace->steps);
    for (size_t i = 0; i < trace->step_count; i++) {
        const json_t *step = json_array_get(steps, i);
        trace->steps[i] = (struct trace_step){text_of(step, "thread"), text_of(step, "op"),
                                              text_of(step, "file"), number_of(step, "line")};
    }
}

static char **read_words(const json_t *array)
{
    size_t count = json_array_size(array);
    char **words = memory_resize(NULL, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++) {
        const char *word = json_string_value(json_array_get(array, i));
        words[i] = memory_copy_text(word ? word : "");
    }
    words[count] = NULL;
    return words;
}

/* Why the document is no trace that can be replayed; NULL: it is one. The
 * caller frees it. */
static char *objection(const json_t *document)
{
    const char *what = json_string_value(json_object_get(document, "document"));
    long version = number_of(document, "version");
    if (!what || strcmp(what, "racelab trace") != 0)
        return memory_copy_text("another kind of document");
    if (version != TRACE_FILE_VERSION)
        return memory_print("it has version %ld, not %d; 'racelab explore --trace' makes it anew",
                            version, TRACE_FILE_VERSION);
    if (json_array_size(json_object_get(document, "program")) == 0)
        return memory_copy_text("it names no program");
    return NULL;
}

static bool is_trace(const char *path, const char *program, const json_t *document)
{
    char *why = objection(document);
    if (why)
        fprintf(stderr, "%s: '%s' is no trace to replay: %s\n", program, path, why);
    bool fine = why == NULL;
    free(why);
    return fine;
}

static void read_all(const json_t *document, struct trace_file *trace)
{
    trace->operands = read_words(json_object_get(document, "program"));
    trace->flags = read_words(json_object_get(document, "flags"));
    read_steps(json_object_get(document, "steps"), trace);
    trace->arguments = optional_text(document, "arguments");
    trace->input = optional_text(document, "stdin");
    trace->kind = text_of(document, "kind");
    trace->schedule = text_of(document, "schedule");
    trace->threads = number_of(document, "threads");
    trace->increments = number_of(document, "increments");
    trace->spurious = json_is_true(json_object_get(document, "spurious"));
}

int trace_file_read(const char *path, const char *program, struct trace_file *trace)
{
    json_t *document = json_file_read(program, path);
    *trace = (struct trace_file){0};
    if (!document)
        return -EINVAL;
    if (!is_trace(path, program, document)) {
        json_decref(document);
        return -EINVAL;
    }
    read_all(document, trace);
    bool learnt = trace_lessons_of(json_object_get(document, "lessons"), &trace->lessons);
    json_decref(document);
    if (learnt)
        return 0;
    fprintf(stderr, "%s: '%s' is no trace to replay: its lessons cannot be read\n", program, path);
    trace_file_release(trace);
    return -EINVAL;
}

static void release_words(char **words)
{
    for (size_t i = 0; words && words[i]; i++)
        free(words[i]);
    free(words);
}

void trace_file_release(struct trace_file *trace)
{
    for (size_t i = 0; i < trace->step_count; i++) {
        free(trace->steps[i].thread);
        free(trace->steps[i].op);
        free(trace->steps[i].file);
    }
    release_words(trace->operands);
    release_words(trace->flags);
    lessons_release(&trace->lessons);
    free(trace->steps);
    free(trace->arguments);
    free(trace->input);
    free(trace->kind);
    free(trace->schedule);
}

static bool same_step(const struct trace_step *step, const struct explored *explored,
                      const struct exploration_event *event)
{
    char name[8];
    struct place place = conclusion_place(explored->symbols, &event->frames);
    return strcmp(step->thread, conclusion_thread(event->thread, name)) == 0 &&
           strcmp(step->op, event->op) == 0 && strcmp(step->file, place.file) == 0 &&
           step->line == place.line;
}

static bool finds(const struct trace_file *trace, const struct explored *explored)
{
    const struct conclusion *conclusion = &explored->conclusion;
    for (size_t i = 0; i < conclusion->count; i++)
        if (strcmp(finding_kind_name(conclusion->findings[i].kind), trace->kind) == 0)
            return true;
    return false;
}

/* What the whole schedule led to; else where the replay ended. */
static const struct exploration_goal *goal_of(const struct trace_file *trace,
                                              const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    for (size_t i = 0; i < exploration->goal_count; i++)
        if (strcmp(exploration->goals[i].schedule, trace->schedule) == 0)
            return &exploration->goals[i];
    return exploration->goal_count ? &exploration->goals[exploration->goal_count - 1] : NULL;
}

/* event: what is there now; NULL: nothing, for what `over` says. */
static char *tell_step(const struct trace_step *step, size_t number,
                       const struct explored *explored, const struct exploration_event *event,
                       const char *over)
{
    char name[8];
    char *then = memory_print("at step %zu: there %s did '%s' at %s:%ld", number, step->thread,
                              step->op, step->file, step->line);
    char *text;
    if (event) {
        struct place place = conclusion_place(explored->symbols, &event->frames);
        text =
            memory_print("%s, and now %s does '%s' at %s:%ld", then,
                         conclusion_thread(event->thread, name), event->op, place.file, place.line);
    } else {
        text = memory_print("%s, and now %s", then, over);
    }
    free(then);
    return text;
}

char *trace_file_departure(const struct trace_file *trace, const struct explored *explored)
{
    const struct exploration_goal *goal = goal_of(trace, explored);
    size_t i = 0, count = goal ? goal->event_count : 0;
    while (i < trace->step_count && i < count &&
           same_step(&trace->steps[i], explored, &goal->events[i]))
        i++;
    bool stands = goal && goal->kind == EXPLORATION_PAUSE;
    if (i < trace->step_count)
        return tell_step(&trace->steps[i], i + 1, explored, i < count ? &goal->events[i] : NULL,
                         stands ? "it cannot go on" : "the execution is over");
    return finds(trace, explored)
               ? NULL
               : memory_print("at its end: the steps are the same, and there is no %s any more",
                              trace->kind);
}

#include "explore/trace/trace_file.h"
#include "judge/finding.h"
#include "judge/memory.h"
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

static json_t *document_of(const struct explored *explored, const char *const *operands)
{
    const struct explore_finding *finding = explored->conclusion.findings;
    json_t *names = json_array(), *steps = json_array();
    for (size_t i = 0; operands[i]; i++)
        json_array_append_new(names, json_string(operands[i]));
    for (size_t i = 0; i < finding->goal->event_count; i++)
        json_array_append_new(steps, step_json(explored, &finding->goal->events[i]));
    return json_pack("{s:s, s:i, s:o, s:s*, s:s*, s:I, s:I, s:s, s:s, s:s, s:o}", "document",
                     "racelab trace", "version", TRACE_FILE_VERSION, "program", names, "arguments",
                     explored->arguments, "stdin", explored->input, "threads",
                     (json_int_t)explored->threads, "increments", (json_int_t)explored->increments,
                     "memory_model", "sc", "kind", finding_kind_name(finding->kind), "schedule",
                     finding->goal->schedule, "steps", steps);
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

static void read_operands(const json_t *names, struct trace_file *trace)
{
    size_t count = json_array_size(names);
    trace->operands = memory_resize(NULL, count + 1, sizeof *trace->operands);
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(json_array_get(names, i));
        trace->operands[i] = memory_copy_text(name ? name : "");
    }
    trace->operands[count] = NULL;
}

int trace_file_read(const char *path, const char *program, struct trace_file *trace)
{
    json_error_t error;
    json_t *document = json_load_file(path, 0, &error);
    const char *what = json_string_value(json_object_get(document, "document"));
    *trace = (struct trace_file){0};
    if (!document || !what || strcmp(what, "racelab trace") != 0 ||
        number_of(document, "version") != TRACE_FILE_VERSION ||
        json_array_size(json_object_get(document, "program")) == 0) {
        fprintf(stderr, "%s: '%s' is no trace: %s\n", program, path,
                document ? "another kind of document, or another version" : error.text);
        json_decref(document);
        return -EINVAL;
    }
    read_operands(json_object_get(document, "program"), trace);
    read_steps(json_object_get(document, "steps"), trace);
    trace->arguments = optional_text(document, "arguments");
    trace->input = optional_text(document, "stdin");
    trace->kind = text_of(document, "kind");
    trace->schedule = text_of(document, "schedule");
    trace->threads = number_of(document, "threads");
    trace->increments = number_of(document, "increments");
    json_decref(document);
    return 0;
}

void trace_file_release(struct trace_file *trace)
{
    for (size_t i = 0; i < trace->step_count; i++) {
        free(trace->steps[i].thread);
        free(trace->steps[i].op);
        free(trace->steps[i].file);
    }
    for (size_t i = 0; trace->operands && trace->operands[i]; i++)
        free(trace->operands[i]);
    free(trace->steps);
    free(trace->operands);
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

/* The finding of the trace's kind, or the gravest. */
static const struct exploration_goal *goal_of(const struct trace_file *trace,
                                              const struct explored *explored)
{
    const struct conclusion *conclusion = &explored->conclusion;
    for (size_t i = 0; i < conclusion->count; i++)
        if (strcmp(finding_kind_name(conclusion->findings[i].kind), trace->kind) == 0)
            return conclusion->findings[i].goal;
    return conclusion->count ? conclusion->findings[0].goal : NULL;
}

size_t trace_file_departs(const struct trace_file *trace, const struct explored *explored)
{
    const struct exploration_goal *goal = goal_of(trace, explored);
    size_t i = 0;
    while (goal && i < trace->step_count && i < goal->event_count &&
           same_step(&trace->steps[i], explored, &goal->events[i]))
        i++;
    return goal && i == trace->step_count ? 0 : i + 1;
}

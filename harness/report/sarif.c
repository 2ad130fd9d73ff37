#include "report/sarif.h"
#include "judge/fingerprint.h"
#include "judge/memory.h"
#include "report/findings_json.h"
#include "report/json_file.h"
#include "report/merged.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RULE_NAME = 64 };

static json_t *text_object(const char *text)
{
    return json_pack("{s:o}", "text", json_of_text(text));
}

/* Bytes that have no place in a URI, as %XX: RFC 3986. */
static char *uri_of(const char *path)
{
    char *uri = memory_resize(NULL, strlen(path) * 3 + 1, 1), *at = uri;
    for (; *path; path++) {
        if (isalnum((unsigned char)*path) || strchr("-._~/", *path))
            *at++ = *path;
        else
            at += sprintf(at, "%%%02X", (unsigned char)*path);
    }
    *at = '\0';
    return uri;
}

static json_t *artifact_json(const char *file)
{
    char *path = merged_path(file), *uri = uri_of(path);
    json_t *json = path[0] == '/' ? json_pack("{s:o}", "uri", json_sprintf("file://%s", uri))
                                  : json_pack("{s:s, s:s}", "uri", uri, "uriBaseId", "ROOT");
    free(uri);
    free(path);
    return json;
}

/* A place in a file, with what happens there unless that is NULL. */
static json_t *location_json(const char *file, long line, const char *function, const char *message)
{
    json_t *region = json_pack("{s:I}", "startLine", (json_int_t)(line > 0 ? line : 1));
    json_t *location = json_pack("{s:{s:o, s:o}}", "physicalLocation", "artifactLocation",
                                 artifact_json(file), "region", region);
    if (function && function[0] && strcmp(function, "?") != 0)
        json_object_set_new(
            location, "logicalLocations",
            json_pack("[{s:o, s:s}]", "name", json_of_text(function), "kind", "function"));
    if (message)
        json_object_set_new(location, "message", text_object(message));
    return location;
}

static json_t *step_json(const struct judged *judged, const struct finding_step *step, size_t order)
{
    const struct finding_frame *place = &step->place;
    const char *file = place->file ? place->file : judged->source;
    json_t *location = location_json(file, place->line, place->function, step->text);
    return json_pack("{s:o, s:I}", "location", location, "executionOrder", (json_int_t)order);
}

/* The steps of one thread, in their order. */
static json_t *thread_flow_json(const struct judged *judged, const struct finding *finding,
                                const struct finding_step *first)
{
    json_t *locations = json_array();
    for (size_t i = 0; i < finding->step_count; i++)
        if (finding->steps[i].thread == first->thread)
            json_array_append_new(locations, step_json(judged, &finding->steps[i], i + 1));
    return json_pack("{s:o, s:{s:o}, s:o}", "id", json_of_text(first->thread_name), "message",
                     "text", json_sprintf("thread %s", first->thread_name), "locations", locations);
}

static bool is_first_of_thread(const struct finding *finding, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (finding->steps[i].thread == finding->steps[at].thread)
            return false;
    return true;
}

/* Without an interleaving, the accesses' own stacks: a flow per access. */
static json_t *stack_flow_json(const struct finding_access *access, size_t number)
{
    json_t *locations = json_array();
    const struct finding_stack *stack = &access->stack;
    for (size_t i = stack->count; i > 0; i--) {
        const struct finding_frame *frame = &stack->frames[i - 1];
        if (!finding_frame_counts(frame))
            continue;
        const char *what = i == 1 ? finding_op_name(access->op) : "calls";
        json_array_append_new(
            locations, json_pack("{s:o}", "location",
                                 location_json(frame->file, frame->line, frame->function, what)));
    }
    if (json_array_size(locations) == 0) {
        json_decref(locations);
        return NULL;
    }
    char *id = access->thread_name ? memory_copy_text(access->thread_name)
                                   : memory_print("%ld", access->thread);
    json_t *flow =
        json_pack("{s:o, s:o}", "id", json_sprintf("%zu: %s", number, id), "locations", locations);
    free(id);
    return flow;
}

static json_t *code_flows_json(const struct judged *judged, const struct finding *finding)
{
    json_t *flows = json_array();
    for (size_t i = 0; i < finding->step_count; i++)
        if (is_first_of_thread(finding, i))
            json_array_append_new(flows, thread_flow_json(judged, finding, &finding->steps[i]));
    for (size_t i = 0; finding->step_count == 0 && i < finding->access_count; i++) {
        json_t *flow = stack_flow_json(&finding->accesses[i], i + 1);
        if (flow)
            json_array_append_new(flows, flow);
    }
    if (json_array_size(flows) == 0) {
        json_decref(flows);
        return NULL;
    }
    return json_pack("[{s:o}]", "threadFlows", flows);
}

/* The other accesses. */
static json_t *related_json(const struct finding *finding)
{
    json_t *related = json_array();
    for (size_t i = 1; i < finding->access_count; i++) {
        const struct finding_frame *frame = finding_stack_place(&finding->accesses[i].stack);
        if (!frame)
            continue;
        json_t *location = location_json(frame->file, frame->line, frame->function,
                                         finding_op_name(finding->accesses[i].op));
        json_object_set_new(location, "id", json_integer((json_int_t)i));
        json_array_append_new(related, location);
    }
    return related;
}

static json_t *result_json(const struct judged *judged, const struct weighed *weighed)
{
    char rule[RULE_NAME], print[FINGERPRINT_TEXT];
    const struct finding *finding = weighed->finding;
    const struct finding_frame *frame = finding_place(finding);
    bool placed = frame && frame->file;
    char *message = merged_message(finding);
    json_t *location = placed ? location_json(frame->file, frame->line, frame->function, NULL)
                              : location_json(judged->source, 1, NULL, NULL);
    finding_fingerprint(finding, print);
    json_t *json = json_pack(
        "{s:s, s:s, s:o, s:[o], s:{s:s}, s:{s:s, s:o}}", "ruleId",
        merged_rule(finding->kind, rule, sizeof rule), "level",
        merged_is_warning(finding->kind) ? "warning" : "error", "message", text_object(message),
        "locations", location, "partialFingerprints", "racelab/v1", print, "properties", "witness",
        witness_name(weighed->testimony->witness), "program", json_of_text(judged->name));
    json_t *flows = code_flows_json(judged, finding), *related = related_json(finding);
    if (flows)
        json_object_set_new(json, "codeFlows", flows);
    if (json_array_size(related) > 0)
        json_object_set(json, "relatedLocations", related);
    json_decref(related);
    if (finding->schedule)
        json_object_set_new(json_object_get(json, "properties"), "schedule",
                            json_of_text(finding->schedule));
    if (finding->accepted)
        json_object_set_new(json, "suppressions",
                            json_pack("[{s:s, s:o}]", "kind", "external", "justification",
                                      json_of_text(finding->accepted)));
    free(message);
    return json;
}

/* "LostUpdate" */
static char *rule_name(enum finding_kind kind)
{
    char *name = memory_copy_text(finding_kind_name(kind)), *to = name;
    bool first = true;
    for (const char *from = name; *from; from++) {
        if (!isalpha((unsigned char)*from)) {
            first = true;
            continue;
        }
        *to++ = first ? (char)toupper((unsigned char)*from) : *from;
        first = false;
    }
    *to = '\0';
    return name;
}

static json_t *rule_json(enum finding_kind kind)
{
    char rule[RULE_NAME];
    char *name = rule_name(kind);
    json_t *tags = json_pack("[s]", "concurrency");
    if (merged_cwe(kind))
        json_array_append_new(tags, json_sprintf("external/cwe/cwe-%d", merged_cwe(kind)));
    json_t *json = json_pack(
        "{s:s, s:s, s:o, s:{s:s}, s:{s:o}}", "id", merged_rule(kind, rule, sizeof rule), "name",
        name, "shortDescription", text_object(finding_kind_name(kind)), "defaultConfiguration",
        "level", merged_is_warning(kind) ? "warning" : "error", "properties", "tags", tags);
    if (!strchr(finding_kind_name(kind), ' '))
        json_object_del(json, "name"); /* SARIF 3.49.7: not the same as the id */
    free(name);
    return json;
}

static json_t *driver_json(const char *version)
{
    json_t *rules = json_array();
    for (int kind = FINDING_NONE + 1; kind < FINDING_KIND_COUNT; kind++)
        json_array_append_new(rules, rule_json((enum finding_kind)kind));
    return json_pack("{s:{s:s, s:s, s:o}}", "driver", "name", "racelab", "version", version,
                     "rules", rules);
}

static json_t *bases_json(void)
{
    char folder[PATH_MAX];
    char *uri = uri_of(getcwd(folder, sizeof folder) ? folder : "");
    json_t *json = json_pack("{s:{s:o}}", "ROOT", "uri", json_sprintf("file://%s/", uri));
    free(uri);
    return json;
}

int sarif_write(FILE *out, const struct judged_list *list, const char *version)
{
    json_t *results = json_array();
    for (size_t i = 0; i < list->count; i++) {
        struct merged merged;
        merged_init(&merged, list->items[i]);
        for (size_t j = 0; j < merged.count; j++)
            json_array_append_new(results, result_json(list->items[i], &merged.items[j]));
        merged_release(&merged);
    }
    json_t *document =
        json_pack("{s:s, s:s, s:[{s:o, s:o, s:s, s:o}]}", "$schema",
                  "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs",
                  "tool", driver_json(version), "originalUriBaseIds", bases_json(), "columnKind",
                  "utf16CodeUnits", "results", results);
    if (!document)
        memory_exhausted();
    int result = json_file_print(document, out);
    json_decref(document);
    return result;
}

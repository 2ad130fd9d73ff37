#include "explore/trace/explore_json.h"
#include "explore/judge/blocks.h"
#include "explore/judge/outcome.h"
#include "explore/shard/document.h"
#include "explore/trace/outcomes_text.h"
#include "explore/trace/pairs.h"
#include "judge/finding.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum {
    EXACT_DIGITS = 15, /* below 2^53 in every case */
    NEVER_MAX = 10000  /* impossible totals in a row that are listed one by one */
};

/* A whole number: as a number where every reader gets it exactly, else as a
 * string of its decimal digits. */
static json_t *whole(const char *digits)
{
    if (strlen(digits) <= EXACT_DIGITS)
        return json_integer(strtoll(digits, NULL, 10));
    return json_string(digits);
}

static json_t *whole_number(uint64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    return whole(digits);
}

static json_t *grade_json(const struct exploration *exploration,
                          const struct exploration_goal *goal)
{
    if (!outcome_is_graded(exploration, goal))
        return json_null();
    return json_string(outcome_is_wrong(exploration, goal) ? "wrong" : "right");
}

/* Bytes that are no UTF-8 make it null. */
static json_t *output_json(const struct exploration_goal *goal)
{
    json_t *json = json_stringn(goal->output ? goal->output : "", goal->output_size);
    return json ? json : json_null();
}

static json_t *outcome_json(const struct exploration *exploration,
                            const struct exploration_goal *goal)
{
    json_t *json = json_object();
    char *name = outcomes_name(goal);
    json_object_set_new(json, "outcome",
                        goal->exited || goal->label[0] ? json_string(name)
                                                       : json_integer(goal->actual));
    free(name);
    json_object_set_new(json, "grade", grade_json(exploration, goal));
    json_object_set_new(json, "possible", json_true());
    json_object_set_new(json, "interleavings",
                        exploration->counted ? whole(goal->count) : json_null());
    json_object_set_new(json, "schedule", json_string(goal->schedule));
    if (goal->exited) {
        json_object_set_new(json, "status", json_integer(goal->status));
        json_object_set_new(json, "output", output_json(goal));
    }
    return json;
}

/* Totals that cannot happen, one by one where they are not too many. */
static void add_never(json_t *array, const struct outcome_row *row)
{
    for (long long total = row->from; total <= row->to && row->to - row->from < NEVER_MAX; total++)
        json_array_append_new(array,
                              json_pack("{s:I, s:n, s:b, s:i, s:n}", "outcome", (json_int_t)total,
                                        "grade", "possible", 0, "interleavings", 0, "schedule"));
}

static json_t *outcomes_json(const struct explored *explored)
{
    json_t *array = json_array();
    struct outcomes outcomes;
    outcomes_init(&outcomes, explored);
    for (size_t i = 0; i < outcomes.count; i++)
        if (outcomes.rows[i].goal)
            json_array_append_new(array,
                                  outcome_json(&explored->exploration, outcomes.rows[i].goal));
        else
            add_never(array, &outcomes.rows[i]);
    outcomes_release(&outcomes);
    return array;
}

static json_t *stack_json(const struct explored *explored, const struct exploration_frames *frames)
{
    json_t *stack = json_array();
    for (size_t i = 0; i < frames->count; i++) {
        struct place place = symbols_place(explored->symbols, frames->pcs[i]);
        if (place.ours)
            continue;
        json_array_append_new(stack, json_pack("{s:s, s:s, s:i}", "function", place.function,
                                               "file", place.file, "line", (int)place.line));
    }
    return stack;
}

static json_t *access_json(const struct explored *explored, const struct exploration_goal *goal,
                           size_t step)
{
    const struct exploration_event *event = &goal->events[step - 1];
    char name[8];
    char *object = blocks_object(explored->symbols, goal, event->address);
    json_t *json = json_pack("{s:I, s:s, s:s, s:s, s:I, s:I, s:I}", "step", (json_int_t)step,
                             "thread", conclusion_thread(event->thread, name), "op", event->op,
                             "object", object, "size", (json_int_t)event->size, "before",
                             (json_int_t)conclusion_value(event->before, event->size), "after",
                             (json_int_t)conclusion_value(event->after, event->size));
    json_object_set_new(json, "stack", stack_json(explored, &event->frames));
    free(object);
    return json;
}

/* What the thread of a racing access held. */
static json_t *locks_json(const struct explored *explored, const struct exploration_goal *goal,
                          long thread)
{
    json_t *locks = json_array();
    for (size_t i = 0; i < goal->held_count; i++) {
        const struct exploration_held *held = &goal->helds[i];
        if (held->thread != thread)
            continue;
        char *name = blocks_short(explored->symbols, goal, held->address, 0);
        json_array_append_new(
            locks, json_pack("{s:s, s:s}", "lock", name, "held", held->reads ? "read" : "write"));
        free(name);
    }
    return locks;
}

/* Further pairs of accesses that race on the same object. */
static json_t *others_json(const struct explored *explored, const struct explore_finding *finding)
{
    json_t *others = json_array();
    for (size_t i = 0; i < finding->other_count; i++) {
        const struct exploration_goal *goal = finding->others[i];
        char *text = pair_text(goal, explored->symbols);
        if (text)
            json_array_append_new(
                others, json_pack("{s:s, s:s}", "accesses", text, "schedule", goal->schedule));
        free(text);
    }
    return others;
}

static json_t *accesses_json(const struct explored *explored, const struct exploration_goal *goal)
{
    json_t *accesses = json_array();
    for (size_t i = 0; i < goal->event_count; i++) {
        json_t *json = access_json(explored, goal, i + 1);
        if (goal->kind == EXPLORATION_RACE && i + 2 >= goal->event_count)
            json_object_set_new(json, "locks", locks_json(explored, goal, goal->events[i].thread));
        json_array_append_new(accesses, json);
    }
    return accesses;
}

static json_t *finding_json(const struct explored *explored, const struct explore_finding *finding)
{
    const struct exploration_goal *goal = finding->goal;
    json_t *json = json_object();
    json_object_set_new(json, "kind", json_string(finding_kind_name(finding->kind)));
    json_object_set_new(json, "object", json_string(finding->object));
    json_object_set_new(json, "title", json_string(finding->title));
    json_object_set_new(json, "accesses", accesses_json(explored, goal));
    json_object_set_new(json, "schedule", json_string(goal->schedule));
    json_object_set_new(json, "preemptions", json_integer((json_int_t)goal->preemptions));
    json_object_set_new(json, "steps", whole_number(goal->steps));
    json_object_set_new(json, "why", json_string(finding->why));
    if (goal->output)
        json_object_set_new(json, "output", json_stringn(goal->output, goal->output_size));
    if (finding->other_count)
        json_object_set_new(json, "others", others_json(explored, finding));
    if (finding->block)
        json_object_set_new(json, "stack", stack_json(explored, &finding->block->frames));
    return json;
}

static json_t *interleavings_json(const struct exploration *exploration)
{
    if (!exploration->counted)
        return json_null();
    char *digits = exploration_interleavings(exploration);
    json_t *json = whole(digits);
    free(digits);
    return json;
}

static json_t *place_json(const struct explored *explored, uint64_t pc)
{
    struct place place = {.line = 0};
    if (pc)
        place = symbols_place(explored->symbols, pc);
    return place.line ? json_pack("{s:s, s:s, s:i}", "function", place.function, "file", place.file,
                                  "line", (int)place.line)
                      : json_null();
}

static json_t *variant_json(const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    const struct conclusion *conclusion = &explored->conclusion;
    json_t *json = json_object(), *findings = json_array();
    json_object_set_new(json, "name", json_string(explored->name));
    json_object_set_new(json, "verdict", json_string(verdict_name(conclusion->verdict)));
    if (explored->is_lab) {
        json_object_set_new(json, "threads", json_integer(explored->threads));
        json_object_set_new(json, "increments", json_integer(explored->increments));
    }
    json_object_set_new(json, "strategy",
                        json_string(exploration->strategy ? exploration->strategy : ""));
    json_object_set_new(json, "memory_model", json_string("sc"));
    json_object_set_new(json, "complete", json_boolean(exploration->complete));
    json_object_set_new(json, "limit", json_string(exploration->limit ? exploration->limit : ""));
    json_object_set_new(json, "unsupported",
                        exploration->unsupported ? json_string(exploration->unsupported)
                                                 : json_null());
    json_object_set_new(json, "unsupported_at", place_json(explored, exploration->unsupported_pc));
    json_object_set_new(json, "clock",
                        exploration->clock ? json_string(exploration->clock) : json_null());
    json_object_set_new(json, "clock_at", place_json(explored, exploration->clock_pc));
    json_object_set_new(json, "outputs_told", json_boolean(!exploration->untold));
    json_object_set_new(json, "assumed_waiting", json_boolean(exploration->assumed));
    json_object_set_new(json, "executions", whole_number(exploration->executions));
    json_object_set_new(json, "states", whole_number(exploration->states));
    json_object_set_new(json, "transitions", whole_number(exploration->transitions));
    json_object_set_new(json, "restarts", whole_number(exploration->restarts));
    json_object_set_new(json, "interleavings", interleavings_json(exploration));
    json_object_set_new(json, "peak_kib", whole_number(exploration->peak_kib));
    json_object_set_new(json, "bytes_per_state",
                        exploration->bytes_per_state > 0 ? json_real(exploration->bytes_per_state)
                                                         : json_null());
    json_object_set_new(json, "seconds", json_real(exploration->seconds));
    for (size_t i = 0; i < conclusion->count; i++)
        json_array_append_new(findings, finding_json(explored, &conclusion->findings[i]));
    json_object_set_new(json, "outcomes", outcomes_json(explored));
    json_object_set_new(json, "findings", findings);
    if (explored->origin)
        json_object_set_new(json, "shard", shard_json(explored));
    if (explored->shards)
        json_object_set_new(json, "shards", json_integer(explored->shards));
    return json;
}

struct explore_json *explore_json_new(void)
{
    return (struct explore_json *)json_array();
}

void explore_json_add(struct explore_json *json, const struct explored *explored)
{
    json_array_append_new((json_t *)json, variant_json(explored));
}

int explore_json_print(const struct explore_json *json, bool partial, FILE *out)
{
    json_t *document = json_pack("{s:s, s:i, s:b, s:O}", "document", "racelab explore", "version",
                                 EXPLORE_JSON_VERSION, "partial", (int)partial, "variants",
                                 (json_t *)(uintptr_t)json);
    int failed = document ? json_dumpf(document, out, JSON_INDENT(2)) : -1;
    json_decref(document);
    return failed || fputc('\n', out) == EOF ? -EIO : 0;
}

void explore_json_release(struct explore_json *json)
{
    json_decref((json_t *)json);
}

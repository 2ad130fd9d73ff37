#include "explore/shard/document.h"
#include "build/digest.h"
#include "explore/trace/explore_json.h"
#include "explore/trace/trace_lessons.h"
#include "judge/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The digest of a file; null where it cannot be read. */
static json_t *file_json(const char *path)
{
    char text[DIGEST_TEXT];
    struct digest *digest = digest_new();
    int failed = path ? digest_file(digest, path) : -1;
    digest_finish(digest, text);
    return failed ? json_null() : json_string(text);
}

/* The digest of everything in the object. */
static json_t *seal_of(const json_t *shard)
{
    char seal[DIGEST_TEXT];
    struct digest *digest = digest_new();
    char *text = json_dumps(shard, JSON_COMPACT | JSON_SORT_KEYS);
    digest_text(digest, text ? text : "");
    free(text);
    digest_finish(digest, seal);
    return json_string(seal);
}

/* words: NULL for none. */
static json_t *words_json(const char *const *words)
{
    json_t *json = json_array();
    for (size_t i = 0; words && words[i]; i++)
        json_array_append_new(json, json_string(words[i]));
    return json;
}

/* All that makes two searches the same. Limits of a machine do not count. */
static json_t *configuration_json(const struct explored *explored)
{
    const struct launch_order *order = explored->origin->order;
    json_t *json = json_object();
    json_object_set_new(json, "racelab", json_string(RACELAB_VERSION));
    json_object_set_new(json, "program", words_json(explored->origin->operands));
    json_object_set_new(json, "flags", words_json(order->flags));
    json_object_set_new(json, "lab", json_boolean(explored->is_lab));
    json_object_set_new(json, "build", file_json(order->binary));
    json_object_set_new(json, "strategy", json_string(order->strategy));
    json_object_set_new(json, "threads", json_integer(explored->threads));
    json_object_set_new(json, "increments", json_integer(explored->increments));
    json_object_set_new(json, "arguments",
                        order->arguments ? json_string(order->arguments) : json_null());
    json_object_set_new(json, "stdin", file_json(order->input));
    json_object_set_new(json, "executions", json_integer(order->executions));
    json_object_set_new(json, "steps", json_integer(order->steps));
    json_object_set_new(json, "seed", json_integer(order->seed));
    json_object_set_new(json, "preemptions", json_integer(order->preemptions));
    json_object_set_new(json, "keep_going", json_boolean(order->keep_going));
    json_object_set_new(json, "spurious", json_boolean(order->spurious));
    return json;
}

/* Everything that can be said of it, said to nobody. */
static void tell_nobody(const struct explored *explored)
{
    const struct terminal plain = {.width = 80};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream)
        memory_exhausted();
    explore_text(stream, explored, &plain);
    fclose(stream);
    free(text);
    struct explore_json *json = explore_json_new();
    explore_json_add(json, explored);
    explore_json_release(json);
    json_decref(trace_lessons_json(&explored->exploration.lessons, explored->symbols));
}

/* As merge will, which may know of an interleaving that exits with 0. */
static void ask_everything(const struct explored *explored)
{
    struct explored other = *explored;
    struct exploration *exploration = &other.exploration;
    size_t count = exploration->goal_count;
    exploration->goals = memory_resize(NULL, count + 1, sizeof *exploration->goals);
    if (count)
        memcpy(exploration->goals, explored->exploration.goals, count * sizeof *exploration->goals);
    exploration->goals[exploration->goal_count++] =
        (struct exploration_goal){.kind = EXPLORATION_OUTCOME,
                                  .exited = true,
                                  .label = "",
                                  .count = "0",
                                  .schedule = "",
                                  .text = ""};
    other.origin = NULL;
    conclusion_init(&other.conclusion, exploration, other.symbols);
    tell_nobody(&other);
    conclusion_release(&other.conclusion);
    free(exploration->goals);
}

/* Bytes that are no UTF-8 become question marks. */
static json_t *wire_json(const char *wire)
{
    json_t *json = json_string(wire);
    if (json)
        return json;
    char *copy = memory_copy_text(wire);
    for (char *at = copy; *at; at++)
        *at = (unsigned char)*at < 0x80 ? *at : '?';
    json = json_string(copy);
    free(copy);
    return json;
}

json_t *shard_json(const struct explored *explored)
{
    json_t *json = json_object();
    ask_everything(explored);
    json_object_set_new(json, "version", json_integer(SHARD_VERSION));
    json_object_set_new(json, "number", json_integer(explored->origin->order->shard));
    json_object_set_new(json, "count", json_integer(explored->origin->order->shards));
    json_object_set_new(json, "configuration", configuration_json(explored));
    if (explored->input)
        json_object_set_new(json, "input", json_string(explored->input));
    json_object_set_new(json, "report", wire_json(explored->origin->wire));
    json_object_set_new(json, "symbols", tape_write(explored->origin->tape));
    json_object_set_new(json, "seal", seal_of(json));
    return json;
}

static bool is_sealed(const json_t *shard)
{
    json_t *copy = json_copy((json_t *)(uintptr_t)shard);
    json_object_del(copy, "seal");
    json_t *seal = seal_of(copy);
    bool same = json_equal(seal, json_object_get(shard, "seal"));
    json_decref(seal);
    json_decref(copy);
    return same;
}

const char *shard_read(json_t *variant, struct shard_part *part, struct tape *tape)
{
    const json_t *shard = json_object_get(variant, "shard");
    const char *report = json_string_value(json_object_get(shard, "report"));
    json_int_t version = json_integer_value(json_object_get(shard, "version"));
    if (!shard)
        return "is no shard: 'racelab explore --shard I/N --json' writes one";
    if (version != SHARD_VERSION)
        return "is of a form that this version of racelab does not know";
    if (!is_sealed(shard))
        return "is damaged: its contents are not what was written";
    *part = (struct shard_part){
        .variant = variant,
        .configuration = json_object_get(shard, "configuration"),
        .number = (unsigned)json_integer_value(json_object_get(shard, "number")),
        .count = (unsigned)json_integer_value(json_object_get(shard, "count"))};
    if (!report || !tape_read(tape, json_object_get(shard, "symbols")))
        return "is damaged";
    if (exploration_read(&part->exploration, report) == 0 && part->number >= 1 &&
        part->number <= part->count)
        return NULL;
    exploration_release(&part->exploration);
    return "is damaged: its report cannot be read";
}

void shard_part_release(struct shard_part *part)
{
    exploration_release(&part->exploration);
    free(part->path);
}

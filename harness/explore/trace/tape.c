#include "explore/trace/tape.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare(uint64_t x, uint64_t y)
{
    return (x > y) - (x < y);
}

static int by_question(const struct tape_entry *x, const struct tape_entry *y)
{
    if (x->kind != y->kind)
        return compare(x->kind, y->kind);
    return x->address != y->address ? compare(x->address, y->address)
                                    : compare(x->offset, y->offset);
}

/* Where the question is, or belongs. */
static size_t place_of(const struct tape *tape, const struct tape_entry *question)
{
    size_t low = 0, high = tape->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_question(&tape->entries[middle], question) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct tape_entry *find(const struct tape *tape, enum tape_kind kind, uint64_t address,
                                     uint64_t offset)
{
    const struct tape_entry question = {.kind = kind, .address = address, .offset = offset};
    size_t at = place_of(tape, &question);
    return at < tape->count && by_question(&tape->entries[at], &question) == 0 ? &tape->entries[at]
                                                                               : NULL;
}

/* The texts are copied. */
static void keep(struct tape *tape, struct tape_entry entry)
{
    size_t at = place_of(tape, &entry);
    if (at < tape->count && by_question(&tape->entries[at], &entry) == 0)
        return;
    for (size_t i = 0; i < 3; i++)
        entry.texts[i] = memory_copy_text(entry.texts[i]);
    tape->entries = memory_resize(tape->entries, tape->count + 1, sizeof *tape->entries);
    memmove(&tape->entries[at + 1], &tape->entries[at], (tape->count - at) * sizeof *tape->entries);
    tape->entries[at] = entry;
    tape->count++;
}

void tape_keep_place(struct tape *tape, uint64_t address, const struct place *place)
{
    keep(tape, (struct tape_entry){.kind = TAPE_PLACE,
                                   .address = address,
                                   .texts = {(char *)(uintptr_t)place->function,
                                             (char *)(uintptr_t)place->file,
                                             (char *)(uintptr_t)place->path},
                                   .line = place->line,
                                   .ours = place->ours});
}

void tape_keep_object(struct tape *tape, uint64_t address, const char *name, bool points)
{
    keep(tape, (struct tape_entry){.kind = TAPE_OBJECT,
                                   .address = address,
                                   .texts = {(char *)(uintptr_t)name},
                                   .ours = points});
}

void tape_keep_target(struct tape *tape, uint64_t value, const char *name)
{
    keep(tape, (struct tape_entry){
                   .kind = TAPE_TARGET, .address = value, .texts = {(char *)(uintptr_t)name}});
}

void tape_keep_pointee(struct tape *tape, uint64_t address, uint64_t offset,
                       const struct pointee *pointee)
{
    keep(tape, (struct tape_entry){.kind = TAPE_POINTEE,
                                   .address = address,
                                   .offset = offset,
                                   .texts = {pointee->variable, pointee->inside},
                                   .ours = pointee->points});
}

void tape_keep_symbol(struct tape *tape, uint64_t address, const char *name, uint64_t offset)
{
    keep(tape, (struct tape_entry){.kind = TAPE_SYMBOL,
                                   .address = address,
                                   .texts = {(char *)(uintptr_t)name},
                                   .line = (long)offset});
}

bool tape_find_place(const struct tape *tape, uint64_t address, struct place *place)
{
    const struct tape_entry *entry = find(tape, TAPE_PLACE, address, 0);
    if (entry)
        *place = (struct place){entry->texts[0], entry->texts[1], entry->texts[2], entry->line,
                                entry->ours};
    return entry != NULL;
}

char *tape_find_object(const struct tape *tape, uint64_t address)
{
    const struct tape_entry *entry = find(tape, TAPE_OBJECT, address, 0);
    return entry ? memory_copy_text(entry->texts[0]) : NULL;
}

bool tape_find_points(const struct tape *tape, uint64_t address, bool *points)
{
    const struct tape_entry *entry = find(tape, TAPE_OBJECT, address, 0);
    if (entry)
        *points = entry->ours;
    return entry != NULL;
}

char *tape_find_target(const struct tape *tape, uint64_t value)
{
    const struct tape_entry *entry = find(tape, TAPE_TARGET, value, 0);
    return entry ? memory_copy_text(entry->texts[0]) : NULL;
}

bool tape_find_pointee(const struct tape *tape, uint64_t address, uint64_t offset,
                       struct pointee *pointee)
{
    const struct tape_entry *entry = find(tape, TAPE_POINTEE, address, offset);
    if (entry)
        *pointee = (struct pointee){memory_copy_text(entry->texts[0]),
                                    memory_copy_text(entry->texts[1]), entry->ours};
    return entry != NULL;
}

bool tape_find_symbol(const struct tape *tape, uint64_t address, const char **name,
                      uint64_t *offset)
{
    const struct tape_entry *entry = find(tape, TAPE_SYMBOL, address, 0);
    if (!entry)
        return false;
    *name = entry->texts[0];
    *offset = (uint64_t)entry->line;
    return true;
}

void tape_release(struct tape *tape)
{
    for (size_t i = 0; i < tape->count; i++)
        for (size_t k = 0; k < 3; k++)
            free(tape->entries[i].texts[k]);
    free(tape->entries);
    *tape = (struct tape){0};
}

/* What is no UTF-8 is left out. */
static json_t *text_json(const char *text)
{
    json_t *json = text ? json_string(text) : json_null();
    return json ? json : json_string("?");
}

static json_t *entry_json(const struct tape_entry *entry)
{
    json_t *json = json_array();
    char *address = memory_print("%llx", (unsigned long long)entry->address);
    json_array_append_new(json, json_integer(entry->kind));
    json_array_append_new(json, json_string(address));
    json_array_append_new(json, json_integer((json_int_t)entry->offset));
    for (size_t i = 0; i < 3; i++)
        json_array_append_new(json, text_json(entry->texts[i]));
    json_array_append_new(json, json_integer(entry->line));
    json_array_append_new(json, json_boolean(entry->ours));
    free(address);
    return json;
}

json_t *tape_write(const struct tape *tape)
{
    json_t *json = json_array();
    for (size_t i = 0; i < tape->count; i++)
        json_array_append_new(json, entry_json(&tape->entries[i]));
    return json;
}

static bool is_text(const json_t *json, bool optional)
{
    return json_is_string(json) || (optional && json_is_null(json));
}

static bool read_entry(struct tape *tape, const json_t *json)
{
    const json_t *kind = json_array_get(json, 0), *address = json_array_get(json, 1);
    struct tape_entry entry = {.kind = (enum tape_kind)json_integer_value(kind)};
    if (json_array_size(json) != 8 || !json_is_integer(kind) || !json_is_string(address) ||
        json_integer_value(kind) < TAPE_PLACE || json_integer_value(kind) > TAPE_TARGET)
        return false;
    bool name = entry.kind == TAPE_OBJECT || entry.kind == TAPE_SYMBOL || entry.kind == TAPE_TARGET,
         pointee = entry.kind == TAPE_POINTEE;
    if (!is_text(json_array_get(json, 3), pointee) || !is_text(json_array_get(json, 4), name) ||
        !is_text(json_array_get(json, 5), true))
        return false;
    entry.address = strtoull(json_string_value(address), NULL, 16);
    entry.offset = (uint64_t)json_integer_value(json_array_get(json, 2));
    for (size_t i = 0; i < 3; i++)
        entry.texts[i] = (char *)(uintptr_t)json_string_value(json_array_get(json, 3 + i));
    entry.line = (long)json_integer_value(json_array_get(json, 6));
    entry.ours = json_is_true(json_array_get(json, 7));
    keep(tape, entry);
    return true;
}

bool tape_read(struct tape *tape, const json_t *json)
{
    bool right = json_is_array(json);
    for (size_t i = 0; right && i < json_array_size(json); i++)
        right = read_entry(tape, json_array_get(json, i));
    return right;
}

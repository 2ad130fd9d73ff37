#include "explore/trace/trace_lessons.h"
#include "explore/runtime/memory.h" /* where stacks and the heap lie */
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

/* Stacks and heap lie where they lie, whatever the build. */
static bool has_symbol(const struct lesson *lesson)
{
    return lesson->address && lesson->address - MEMORY_BASE >= MEMORY_END - MEMORY_BASE;
}

static json_t *lesson_json(const struct lesson *lesson, struct symbols *symbols)
{
    uint64_t offset = 0;
    const char *symbol =
        has_symbol(lesson) ? symbols_symbol(symbols, lesson->address, &offset) : NULL;
    char *address = memory_print("%llx", (unsigned long long)lesson->address);
    json_t *json = json_pack("{s:s, s:s*, s:s*}", "what", lesson_names[lesson->kind], "call",
                             lesson->call, "symbol", symbol);
    if (symbol)
        json_object_set_new(json, "offset", json_integer((json_int_t)offset));
    if (lesson->address)
        json_object_set_new(json, "address", json_string(address));
    if (lesson->kind == LESSON_SHARED)
        json_object_set_new(json, "bytes", json_integer((json_int_t)lesson->size));
    free(address);
    return json;
}

json_t *trace_lessons_json(const struct lesson_list *lessons, struct symbols *symbols)
{
    json_t *array = json_array();
    for (size_t i = 0; i < lessons->count; i++)
        json_array_append_new(array, lesson_json(&lessons->items[i], symbols));
    return array;
}

static const char *text_of(const json_t *json, const char *key)
{
    return json_string_value(json_object_get(json, key));
}

static uint64_t number_of(const json_t *json, const char *key)
{
    return (uint64_t)json_integer_value(json_object_get(json, key));
}

static bool add(const json_t *json, struct lesson_list *lessons)
{
    const char *what = text_of(json, "what"), *address = text_of(json, "address");
    unsigned kind = 0;
    while (what && kind < LESSON_KIND_COUNT && strcmp(what, lesson_names[kind]) != 0)
        kind++;
    if (!what || kind == LESSON_KIND_COUNT || (kind == LESSON_CLOCK && !text_of(json, "call")))
        return false;
    lessons_add(lessons, (struct lesson){.kind = (enum lesson_kind)kind,
                                         .address = address ? strtoull(address, NULL, 16) : 0,
                                         .size = number_of(json, "bytes"),
                                         .call = memory_copy_text(text_of(json, "call")),
                                         .symbol = memory_copy_text(text_of(json, "symbol")),
                                         .offset = number_of(json, "offset")});
    return true;
}

bool trace_lessons_of(const json_t *array, struct lesson_list *lessons)
{
    *lessons = (struct lesson_list){NULL, 0};
    for (size_t i = 0; i < json_array_size(array); i++)
        if (!add(json_array_get(array, i), lessons))
            return false;
    return json_is_array(array);
}

/* Names of the linker may come twice; the address that it had is the first guess. */
static uint64_t address_in(struct symbols *symbols, const struct lesson *lesson)
{
    uint64_t offset;
    const char *there = symbols_symbol(symbols, lesson->address, &offset);
    if (there && strcmp(there, lesson->symbol) == 0 && offset == lesson->offset)
        return lesson->address;
    uint64_t start = symbols_address(symbols, lesson->symbol);
    return start ? start + lesson->offset : 0;
}

/* Whether the program has what the lesson is about. */
static bool resolve(struct lesson *lesson, struct symbols *symbols)
{
    if (!has_symbol(lesson))
        return true;
    lesson->address = lesson->symbol ? address_in(symbols, lesson) : 0;
    return lesson->address != 0;
}

void trace_lessons_resolve(struct lesson_list *lessons, struct symbols *symbols)
{
    size_t left = 0;
    for (size_t i = 0; i < lessons->count; i++) {
        struct lesson *lesson = &lessons->items[i];
        if (resolve(lesson, symbols)) {
            lessons->items[left++] = *lesson;
        } else {
            free(lesson->call);
            free(lesson->symbol);
        }
    }
    lessons->count = left;
}

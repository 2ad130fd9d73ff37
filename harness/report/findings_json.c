#include "report/findings_json.h"

#include <stdlib.h>
#include <string.h>

#include "judge/fingerprint.h"
#include "judge/memory.h"
#include "report/utf8.h"

static json_t *made(json_t *value)
{
    if (value == NULL)
        memory_exhausted();
    return value;
}

static void set(json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, made(value)) != 0)
        memory_exhausted();
}

static void append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, made(value)) != 0)
        memory_exhausted();
}

json_t *json_of_text(const char *text)
{
    if (text == NULL)
        return json_null();
    char *clean = utf8_clean(text, strlen(text));
    json_t *value = json_string(clean);
    free(clean);
    return made(value);
}

/* Numbers that count from 1, so that 0 means unknown. */
static json_t *known_number(long number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static json_t *thread_number(long id)
{
    return id == FINDING_THREAD_UNKNOWN ? json_null() : json_integer(id);
}

static json_t *frame_json(const struct finding_frame *frame)
{
    json_t *object = made(json_object());
    set(object, "function", json_of_text(frame->function));
    set(object, "file", json_of_text(frame->file));
    set(object, "line", known_number(frame->line));
    set(object, "column", known_number(frame->column));
    return object;
}

static json_t *stack_json(const struct finding_stack *stack)
{
    json_t *array = made(json_array());
    for (size_t i = 0; i < stack->count; i++)
        append(array, frame_json(&stack->frames[i]));
    return array;
}

static json_t *object_json(const struct finding_object *from)
{
    json_t *object = made(json_object());
    set(object, "memory", json_of_text(finding_memory_name(from->memory)));
    set(object, "name", json_of_text(from->name));
    set(object, "size", known_number(from->size));
    set(object, "offset", json_integer(from->offset));
    set(object, "thread", thread_number(from->thread));
    set(object, "file", json_of_text(from->file));
    set(object, "line", known_number(from->line));
    set(object, "allocated", stack_json(&from->allocated));
    return object;
}

static json_t *access_json(const struct finding_access *access)
{
    json_t *object = made(json_object()), *locks = made(json_array());
    for (size_t i = 0; i < access->lock_count; i++)
        append(locks, json_of_text(access->locks[i]));
    set(object, "op", json_of_text(finding_op_name(access->op)));
    set(object, "size", known_number(access->size));
    set(object, "before", json_boolean(access->before));
    set(object, "thread", thread_number(access->thread));
    set(object, "thread_name", json_of_text(access->thread_name));
    set(object, "object", json_of_text(access->object));
    set(object, "locks", locks);
    set(object, "stack", stack_json(&access->stack));
    return object;
}

static json_t *thread_json(const struct finding_thread *thread)
{
    json_t *object = made(json_object());
    set(object, "id", thread_number(thread->id));
    set(object, "name", json_of_text(thread->name));
    set(object, "state", json_of_text(thread->state));
    set(object, "created_by", thread_number(thread->creator));
    set(object, "stack", stack_json(&thread->created));
    return object;
}

static json_t *mutex_json(const struct finding_mutex *mutex)
{
    json_t *object = made(json_object());
    set(object, "name", json_of_text(mutex->name));
    set(object, "stack", stack_json(&mutex->created));
    return object;
}

static json_t *step_json(const struct finding_step *step)
{
    json_t *object = frame_json(&step->place);
    set(object, "thread", json_of_text(step->thread_name));
    set(object, "text", json_of_text(step->text));
    return object;
}

static json_t *finding_json(const struct finding *finding)
{
    json_t *object = made(json_object()), *accesses = made(json_array());
    json_t *threads = made(json_array()), *mutexes = made(json_array());
    json_t *steps = made(json_array());
    for (size_t i = 0; i < finding->step_count; i++)
        append(steps, step_json(&finding->steps[i]));
    for (size_t i = 0; i < finding->access_count; i++)
        append(accesses, access_json(&finding->accesses[i]));
    for (size_t i = 0; i < finding->thread_count; i++)
        append(threads, thread_json(&finding->threads[i]));
    for (size_t i = 0; i < finding->mutex_count; i++)
        append(mutexes, mutex_json(&finding->mutexes[i]));
    set(object, "kind", json_of_text(finding_kind_name(finding->kind)));
    set(object, "title", json_of_text(finding->title));
    set(object, "object", object_json(&finding->object));
    set(object, "accesses", accesses);
    set(object, "threads", threads);
    set(object, "mutexes", mutexes);
    char print[FINGERPRINT_TEXT];
    finding_fingerprint(finding, print);
    set(object, "fingerprint", json_of_text(print));
    set(object, "accepted", json_of_text(finding->accepted));
    set(object, "why", json_of_text(finding->why));
    set(object, "schedule", json_of_text(finding->schedule));
    set(object, "steps", steps);
    set(object, "text", json_of_text(finding->text));
    return object;
}

json_t *findings_json(const struct finding_list *list)
{
    json_t *array = made(json_array());
    for (size_t i = 0; i < list->count; i++)
        append(array, finding_json(&list->items[i]));
    return array;
}

#include "judge/finding.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"

static const char *const kind_names[] = {
#define X(name, text) text,
    FINDING_KINDS(X)
#undef X
};

const char *finding_kind_name(enum finding_kind kind)
{
    return (unsigned)kind < FINDING_KIND_COUNT ? kind_names[kind] : "?";
}

const char *finding_op_name(enum finding_op op)
{
    static const char *const names[] = {
#define X(name, text) text,
        FINDING_OPS(X)
#undef X
    };
    return (unsigned)op < FINDING_OP_COUNT ? names[op] : "?";
}

const char *finding_memory_name(enum finding_memory memory)
{
    static const char *const names[] = {
#define X(name, text) text,
        FINDING_MEMORIES(X)
#undef X
    };
    return (unsigned)memory < FINDING_MEMORY_COUNT ? names[memory] : "?";
}

enum finding_kind finding_kind_of(const char *name, size_t length)
{
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++) {
        if (strlen(kind_names[kind]) == length && memcmp(kind_names[kind], name, length) == 0)
            return (enum finding_kind)kind;
    }
    return FINDING_KIND_COUNT;
}

void finding_init(struct finding *finding, enum finding_kind kind, const char *text, size_t length)
{
    *finding = (struct finding){.kind = kind, .text = memory_copy(text, length)};
    finding->object.thread = FINDING_THREAD_UNKNOWN;
}

static void stack_release(struct finding_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        free(stack->frames[i].function);
        free(stack->frames[i].file);
    }
    free(stack->frames);
}

static void access_release(struct finding_access *access)
{
    for (size_t i = 0; i < access->lock_count; i++)
        free(access->locks[i]);
    free(access->locks);
    free(access->thread_name);
    free(access->object);
    stack_release(&access->stack);
}

static void thread_release(struct finding_thread *thread)
{
    free(thread->name);
    free(thread->state);
    stack_release(&thread->created);
}

static void mutex_release(struct finding_mutex *mutex)
{
    free(mutex->name);
    stack_release(&mutex->created);
}

static void step_release(struct finding_step *step)
{
    free(step->thread_name);
    free(step->text);
    free(step->place.function);
    free(step->place.file);
}

static void object_release(struct finding_object *object)
{
    free(object->name);
    free(object->file);
    stack_release(&object->allocated);
}

void finding_release(struct finding *finding)
{
    for (size_t i = 0; i < finding->access_count; i++)
        access_release(&finding->accesses[i]);
    for (size_t i = 0; i < finding->thread_count; i++)
        thread_release(&finding->threads[i]);
    for (size_t i = 0; i < finding->mutex_count; i++)
        mutex_release(&finding->mutexes[i]);
    for (size_t i = 0; i < finding->step_count; i++)
        step_release(&finding->steps[i]);
    object_release(&finding->object);
    free(finding->steps);
    free(finding->why);
    free(finding->schedule);
    free(finding->accepted);
    free(finding->accesses);
    free(finding->threads);
    free(finding->mutexes);
    free(finding->title);
    free(finding->text);
    *finding = (struct finding){0};
}

struct finding_access *finding_add_access(struct finding *finding, enum finding_op op)
{
    size_t at = finding->access_count++;
    finding->accesses =
        memory_resize(finding->accesses, finding->access_count, sizeof *finding->accesses);
    finding->accesses[at] = (struct finding_access){.op = op, .thread = FINDING_THREAD_UNKNOWN};
    return &finding->accesses[at];
}

struct finding_thread *finding_add_thread(struct finding *finding, long id)
{
    size_t at = finding->thread_count++;
    finding->threads =
        memory_resize(finding->threads, finding->thread_count, sizeof *finding->threads);
    finding->threads[at] = (struct finding_thread){.id = id, .creator = FINDING_THREAD_UNKNOWN};
    return &finding->threads[at];
}

struct finding_mutex *finding_add_mutex(struct finding *finding)
{
    size_t at = finding->mutex_count++;
    finding->mutexes =
        memory_resize(finding->mutexes, finding->mutex_count, sizeof *finding->mutexes);
    finding->mutexes[at] = (struct finding_mutex){0};
    return &finding->mutexes[at];
}

struct finding_step *finding_add_step(struct finding *finding, long thread)
{
    size_t at = finding->step_count++;
    finding->steps = memory_resize(finding->steps, finding->step_count, sizeof *finding->steps);
    finding->steps[at] = (struct finding_step){.thread = thread};
    return &finding->steps[at];
}

struct finding_frame *finding_stack_add(struct finding_stack *stack)
{
    size_t at = stack->count++;
    stack->frames = memory_resize(stack->frames, stack->count, sizeof *stack->frames);
    stack->frames[at] = (struct finding_frame){0};
    return &stack->frames[at];
}

void finding_access_add_lock(struct finding_access *access, const char *lock)
{
    size_t at = access->lock_count++;
    access->locks = memory_resize(access->locks, access->lock_count, sizeof *access->locks);
    access->locks[at] = memory_copy_text(lock);
}

const struct finding_thread *finding_thread_of(const struct finding *finding, long id)
{
    for (size_t i = 0; i < finding->thread_count; i++) {
        if (finding->threads[i].id == id)
            return &finding->threads[i];
    }
    return NULL;
}

/* Frames of these sources are the messenger, not the place of the trouble. */
static bool belongs_to_runtime(const char *file)
{
    static const char *const parts[] = {
        "sanitizer_common", "/tsan/", "compiler-rt", "libsanitizer",    "nptl/",
        "sysdeps/",         "csu/",   "glibc",       "hg_intercepts.c", "vg_replace_malloc.c",
        "stdlib/./stdlib"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strstr(file, parts[i]) != NULL)
            return true;
    }
    return false;
}

bool finding_frame_counts(const struct finding_frame *frame)
{
    return frame->file != NULL && frame->line > 0 && !belongs_to_runtime(frame->file);
}

const struct finding_frame *finding_stack_place(const struct finding_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        if (finding_frame_counts(&stack->frames[i]))
            return &stack->frames[i];
    }
    return NULL;
}

void finding_list_add(struct finding_list *list, const struct finding *finding)
{
    size_t at = list->count++;
    list->items = memory_resize(list->items, list->count, sizeof *list->items);
    list->items[at] = *finding;
}

void finding_list_release(struct finding_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        finding_release(&list->items[i]);
    free(list->items);
    *list = (struct finding_list){0};
}

const struct finding_frame *finding_place(const struct finding *finding)
{
    const struct finding_frame *place = NULL;
    for (size_t i = 0; i < finding->access_count && !place; i++)
        place = finding_stack_place(&finding->accesses[i].stack);
    for (size_t i = finding->step_count; i > 0 && !place; i--)
        if (finding->steps[i - 1].place.line > 0)
            place = &finding->steps[i - 1].place;
    for (size_t i = 0; i < finding->thread_count && !place; i++)
        place = finding_stack_place(&finding->threads[i].created);
    return place ? place : finding_stack_place(&finding->object.allocated);
}

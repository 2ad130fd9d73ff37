/* finding_dump.h: every member of a finding as text, so that a test can
 * compare whole findings with a stored file. No layout, no additional logic.
 */
#ifndef RACELAB_TESTS_FINDING_DUMP_H
#define RACELAB_TESTS_FINDING_DUMP_H

#include <stdio.h>

#include "judge/finding.h"

static inline const char *dump_or_dash(const char *text)
{
    return text == NULL ? "-" : text;
}

static inline void dump_stack(FILE *out, const struct finding_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        const struct finding_frame *frame = &stack->frames[i];
        fprintf(out, "    %s %s:%ld:%ld\n", dump_or_dash(frame->function),
                dump_or_dash(frame->file), frame->line, frame->column);
    }
}

static inline void dump_object(FILE *out, const struct finding_object *object)
{
    fprintf(out, "  object %s %s size %ld offset %ld thread %ld declared %s:%ld\n",
            finding_memory_name(object->memory), dump_or_dash(object->name), object->size,
            object->offset, object->thread, dump_or_dash(object->file), object->line);
    dump_stack(out, &object->allocated);
}

static inline void dump_access(FILE *out, const struct finding_access *access)
{
    fprintf(out, "  %s%s %s size %ld thread %ld %s", access->before ? "before: " : "",
            finding_op_name(access->op), dump_or_dash(access->object), access->size, access->thread,
            dump_or_dash(access->thread_name));
    for (size_t i = 0; i < access->lock_count; i++)
        fprintf(out, ", holds %s", access->locks[i]);
    fputc('\n', out);
    dump_stack(out, &access->stack);
}

static inline void dump_thread(FILE *out, const struct finding_thread *thread)
{
    fprintf(out, "  thread %ld %s %s created by %ld\n", thread->id, dump_or_dash(thread->name),
            dump_or_dash(thread->state), thread->creator);
    dump_stack(out, &thread->created);
}

static inline void dump_mutex(FILE *out, const struct finding_mutex *mutex)
{
    fprintf(out, "  mutex %s\n", dump_or_dash(mutex->name));
    dump_stack(out, &mutex->created);
}

static inline void dump_finding(FILE *out, const struct finding *finding)
{
    fprintf(out, "%s: %s\n", finding_kind_name(finding->kind), dump_or_dash(finding->title));
    dump_object(out, &finding->object);
    for (size_t i = 0; i < finding->access_count; i++)
        dump_access(out, &finding->accesses[i]);
    for (size_t i = 0; i < finding->mutex_count; i++)
        dump_mutex(out, &finding->mutexes[i]);
    for (size_t i = 0; i < finding->thread_count; i++)
        dump_thread(out, &finding->threads[i]);
}

#endif

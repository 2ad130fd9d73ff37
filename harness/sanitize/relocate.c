#include "sanitize/relocate.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"

enum { NAMES = 3 }; /* "labs", "counter", "mutex.c" */

/* Where the tree stood, and where it stands. */
struct move {
    const char *source;
    size_t base; /* bytes of the source before "/labs" */
    char *from;  /* NULL: not known yet */
};

static size_t base_of(const char *source)
{
    const char *end = source + strlen(source);
    for (int slashes = 0; end > source && slashes < NAMES;)
        slashes += *--end == '/';
    return (size_t)(end - source);
}

static void learn(struct move *move, char **file)
{
    const char *tail = move->source + move->base;
    size_t length = *file ? strlen(*file) : 0, suffix = strlen(tail);
    if (!move->from && length > suffix && strcmp(*file + length - suffix, tail) == 0)
        move->from = memory_copy(*file, length - suffix);
}

static void follow(struct move *move, char **file)
{
    size_t length = strlen(move->from);
    if (!*file || strncmp(*file, move->from, length) != 0 || (*file)[length] != '/')
        return;
    char *moved = memory_print("%.*s%s", (int)move->base, move->source, *file + length);
    free(*file);
    *file = moved;
}

typedef void visit(struct move *move, char **file);

static void visit_stack(struct finding_stack *stack, struct move *move, visit *act)
{
    for (size_t i = 0; i < stack->count; i++)
        act(move, &stack->frames[i].file);
}

static void visit_finding(struct finding *finding, struct move *move, visit *act)
{
    act(move, &finding->object.file);
    visit_stack(&finding->object.allocated, move, act);
    for (size_t i = 0; i < finding->access_count; i++)
        visit_stack(&finding->accesses[i].stack, move, act);
    for (size_t i = 0; i < finding->thread_count; i++)
        visit_stack(&finding->threads[i].created, move, act);
    for (size_t i = 0; i < finding->mutex_count; i++)
        visit_stack(&finding->mutexes[i].created, move, act);
}

void relocate_findings(struct finding_list *findings, const char *source)
{
    struct move move = {.source = source, .base = base_of(source)};
    for (size_t i = 0; source[move.base] == '/' && i < findings->count; i++)
        visit_finding(&findings->items[i], &move, learn);
    for (size_t i = 0; move.from && i < findings->count; i++)
        visit_finding(&findings->items[i], &move, follow);
    free(move.from);
}

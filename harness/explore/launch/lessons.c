#include "explore/launch/lessons.h"
#include "judge/memory.h"
#include "process/temporary.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const lesson_names[LESSON_KIND_COUNT] = {
#define X(kind, name) [kind] = name,
    LESSON_KINDS(X)
#undef X
};

void lessons_add(struct lesson_list *list, struct lesson lesson)
{
    list->items = memory_resize(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = lesson;
}

void lessons_release(struct lesson_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].call);
        free(list->items[i].symbol);
    }
    free(list->items);
    *list = (struct lesson_list){NULL, 0};
}

bool lessons_add_line(struct lesson_list *list, char *const *fields)
{
    unsigned kind = 0;
    while (kind < LESSON_KIND_COUNT && strcmp(fields[0], lesson_names[kind]) != 0)
        kind++;
    if (kind == LESSON_KIND_COUNT)
        return false;
    bool clock = kind == LESSON_CLOCK;
    lessons_add(list, (struct lesson){.kind = (enum lesson_kind)kind,
                                      .address = strtoull(fields[clock ? 2 : 1], NULL, 16),
                                      .size = clock ? 0 : strtoull(fields[2], NULL, 10),
                                      .call = clock ? memory_copy_text(fields[1]) : NULL});
    return true;
}

static void write_lesson(FILE *file, const struct lesson *lesson)
{
    unsigned long long address = lesson->address;
    fputs(lesson_names[lesson->kind], file);
    if (lesson->kind == LESSON_CLOCK)
        fprintf(file, "\t%s", lesson->call);
    if (lesson->kind != LESSON_CANCELS)
        fprintf(file, "\t%llx", address);
    if (lesson->kind == LESSON_SHARED)
        fprintf(file, "\t%llu", (unsigned long long)lesson->size);
    fputc('\n', file);
}

static int write_all(int descriptor, const struct lesson_list *list, const char *schedule)
{
    FILE *file = fdopen(descriptor, "w");
    if (!file) {
        close(descriptor);
        return -1;
    }
    for (size_t i = 0; list && i < list->count; i++)
        write_lesson(file, &list->items[i]);
    if (list)
        fputs("settled\n", file);
    fprintf(file, "schedule\t%s\n", schedule);
    return fclose(file);
}

char *lessons_save(const struct lesson_list *list, const char *schedule)
{
    char *path = temporary_template("lessons");
    if (!path)
        memory_exhausted();
    int descriptor = mkstemp(path);
    if (descriptor >= 0 && write_all(descriptor, list, schedule) == 0)
        return path;
    int failed = errno;
    if (descriptor >= 0)
        unlink(path);
    free(path);
    errno = failed;
    return NULL;
}

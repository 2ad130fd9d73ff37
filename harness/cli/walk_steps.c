#include "cli/walk_steps.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 1000000 };

static const char digits[] = "0123456789";

static void push(struct steps *steps, const char *token, long times)
{
    for (; times > 0; times--) {
        steps->items = memory_resize(steps->items, steps->count + 1, sizeof *steps->items);
        steps->items[steps->count++] = memory_copy_text(token);
    }
}

void steps_pop(struct steps *steps)
{
    if (steps->count)
        free(steps->items[--steps->count]);
}

void steps_release(struct steps *steps)
{
    while (steps->count)
        steps_pop(steps);
    free(steps->items);
}

static size_t name_length(const char *text)
{
    return strncmp(text, "main", 4) == 0 ? 4 : strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

bool steps_plan(struct steps *steps, const char *schedule)
{
    while (*schedule) {
        size_t name = name_length(schedule), number = strspn(schedule + name, digits);
        const char *rest = schedule + name + number;
        size_t way = *rest == '/' ? 1 + strspn(rest + 1, digits) : 0;
        long times = number ? strtol(schedule + name, NULL, 10) : 1;
        if (!name || times < 1 || times > STEPS_MAX)
            return false;
        char *token = memory_print("%.*s1%.*s", (int)name, schedule, (int)way, rest);
        push(steps, token, times);
        free(token);
        schedule = rest + way;
    }
    return true;
}

size_t steps_name(const char *token)
{
    return strcspn(token, digits);
}

char *steps_text(const struct steps *steps, size_t count)
{
    char *text = memory_copy_text("");
    for (size_t i = 0, next; i < count; i = next) {
        const char *token = steps->items[i];
        size_t name = steps_name(token);
        for (next = i; next < count && strcmp(steps->items[next], token) == 0; next++)
            ;
        char *longer =
            memory_print("%s%.*s%zu%s", text, (int)name, token, next - i, token + name + 1);
        free(text);
        text = longer;
    }
    return text;
}

#include "explore/search/schedule.h"

#include <stdio.h>
#include <string.h>

const char *thread_name(uint64_t number, char text[THREAD_NAME])
{
    char reversed[THREAD_NAME];
    unsigned length = 0;
    if (number == THREAD_MAIN)
        return strcpy(text, "main");
    for (uint64_t rest = number + 1; rest && length < THREAD_NAME - 1; rest = (rest - 1) / 26)
        reversed[length++] = (char)('A' + (rest - 1) % 26);
    for (unsigned i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return text;
}

static uint64_t parse_number(const char **text)
{
    uint64_t number = 0;
    while (**text >= '0' && **text <= '9' && number < 1000000000)
        number = number * 10 + (uint64_t)(*(*text)++ - '0');
    return number;
}

enum { NOBODY = THREADS_MAX - 1 };

/* False: no name. `main` is the one before A. What is the name of no thread is that of
 * one which never takes a step. */
static bool parse_name(const char **text, uint64_t first, uint64_t *thread)
{
    uint64_t number = 0;
    if (strncmp(*text, "main", 4) == 0) {
        *text += 4;
        *thread = first > 0 ? first - 1 : NOBODY;
        return true;
    }
    for (; **text >= 'A' && **text <= 'Z'; ++*text)
        if (number < THREADS_MAX)
            number = number * 26 + (uint64_t)(**text - 'A') + 1;
    *thread = first + number - 1 < NOBODY ? first + number - 1 : NOBODY;
    return number > 0;
}

int64_t schedule_parse(const char *text, uint64_t first, struct step *steps, uint64_t room)
{
    uint64_t count = 0;
    while (*text) {
        uint64_t thread = 0, way = 0;
        bool named = parse_name(&text, first, &thread);
        uint64_t times = parse_number(&text);
        if (*text == '/') {
            text++;
            way = parse_number(&text);
        }
        if (!named || !times || count + times > room)
            return -1;
        while (times--)
            steps[count++] = (struct step){(uint16_t)thread, (uint16_t)way};
    }
    return (int64_t)count;
}

void schedule_print(const struct step *steps, uint64_t count, uint64_t first,
                    void (*put)(void *closure, const char *text), void *closure)
{
    char name[THREAD_NAME], text[64];
    for (uint64_t i = 0, next; i < count; i = next) {
        for (next = i; next < count && steps[next].thread == steps[i].thread &&
                       steps[next].way == steps[i].way;
             next++)
            ;
        thread_name(steps[i].thread - first, name);
        snprintf(text, sizeof text, "%s%llu", name, (unsigned long long)(next - i));
        put(closure, text);
        if (steps[i].way) {
            snprintf(text, sizeof text, "/%u", steps[i].way);
            put(closure, text);
        }
    }
}

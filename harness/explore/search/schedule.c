#include "explore/search/schedule.h"

#include <stdio.h>

const char *thread_name(uint64_t number, char text[THREAD_NAME])
{
    char reversed[THREAD_NAME];
    unsigned length = 0;
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

static uint64_t parse_name(const char **text)
{
    uint64_t number = 0;
    while (**text >= 'A' && **text <= 'Z' && number < 1000000)
        number = number * 26 + (uint64_t)(*(*text)++ - 'A') + 1;
    return number;
}

int64_t schedule_parse(const char *text, uint64_t first, struct step *steps, uint64_t room)
{
    uint64_t count = 0;
    while (*text) {
        uint64_t thread = parse_name(&text);
        uint64_t times = parse_number(&text), way = 0;
        if (*text == '/') {
            text++;
            way = parse_number(&text);
        }
        if (!thread || !times || thread + first > THREADS_MAX || count + times > room)
            return -1;
        while (times--)
            steps[count++] = (struct step){(uint16_t)(thread - 1 + first), (uint16_t)way};
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

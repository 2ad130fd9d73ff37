#include "sanitize/slice.h"

#include <limits.h>
#include <string.h>

#include "judge/memory.h"

struct slice slice_of(const char *text, size_t size)
{
    return (struct slice){text, size};
}

static void drop(struct slice *text, size_t count)
{
    text->at += count;
    text->size -= count;
}

static const char *find(struct slice text, const char *needle)
{
    return text.size == 0 ? NULL : memmem(text.at, text.size, needle, strlen(needle));
}

struct slice slice_take_line(struct slice *text)
{
    const char *feed = memchr(text->at, '\n', text->size);
    struct slice line = {text->at, feed == NULL ? text->size : (size_t)(feed - text->at)};
    drop(text, feed == NULL ? line.size : line.size + 1);
    return line;
}

bool slice_starts(struct slice text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.size >= length && memcmp(text.at, prefix, length) == 0;
}

bool slice_contains(struct slice text, const char *needle)
{
    return find(text, needle) != NULL;
}

bool slice_skip(struct slice *text, const char *prefix)
{
    if (!slice_starts(*text, prefix))
        return false;
    drop(text, strlen(prefix));
    return true;
}

bool slice_skip_past(struct slice *text, const char *needle, struct slice *before)
{
    const char *at = find(*text, needle);
    if (at == NULL)
        return false;
    size_t length = (size_t)(at - text->at);
    if (before != NULL)
        *before = slice_of(text->at, length);
    drop(text, length + strlen(needle));
    return true;
}

bool slice_take_number(struct slice *text, long *number)
{
    long value = 0;
    size_t used = 0;
    while (used < text->size && text->at[used] >= '0' && text->at[used] <= '9') {
        int digit = text->at[used++] - '0';
        if (value > (LONG_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    if (used == 0)
        return false;
    drop(text, used);
    *number = value;
    return true;
}

char *slice_copy(struct slice text)
{
    return text.size == 0 ? NULL : memory_copy(text.at, text.size);
}

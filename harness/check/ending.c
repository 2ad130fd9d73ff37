#include "check/ending.h"
#include "judge/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of one line; addresses, which differ from run to run, all count alike.
 * FNV-1a: G. Fowler, L. C. Noll, P. Vo, 1991. */
static uint64_t hash_line(const char *line, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < length; i++) {
        unsigned char letter = (unsigned char)line[i];
        if (letter == '0' && i + 2 < length && line[i + 1] == 'x') {
            while (i + 2 < length && isxdigit((unsigned char)line[i + 2]))
                i++;
            i++;
        }
        hash = (hash ^ letter) * 0x100000001b3;
    }
    return hash;
}

/* A sum, so that the order of the lines does not matter: threads print in any. */
static uint64_t hash_lines(const char *text)
{
    uint64_t sum = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        uint64_t hash = hash_line(text, length);
        sum += hash ^ hash >> 29;
        text += length + (text[length] == '\n');
    }
    return sum;
}

void endings_add(struct endings *endings, const struct child_result *result, bool compare_output)
{
    bool ended = result->end == CHILD_EXITED;
    uint64_t printed = compare_output && ended ? hash_lines(result->output) : 0;
    endings->runs++;
    for (size_t i = 0; i < endings->count; i++) {
        struct ending *known = &endings->items[i];
        if (known->end == result->end && known->code == result->code && known->printed == printed) {
            known->count++;
            return;
        }
    }
    if (endings->count == ENDINGS_MAX) {
        endings->more++;
        return;
    }
    endings->items[endings->count++] =
        (struct ending){.end = result->end,
                        .code = result->code,
                        .printed = printed,
                        .count = 1,
                        .output = memory_copy(result->output, result->output_size),
                        .errors = memory_copy(result->errors, result->errors_size)};
}

void endings_release(struct endings *endings)
{
    for (size_t i = 0; i < endings->count; i++) {
        free(endings->items[i].output);
        free(endings->items[i].errors);
    }
}

const struct ending *endings_usual(const struct endings *endings)
{
    const struct ending *usual = NULL;
    for (size_t i = 0; i < endings->count; i++)
        if (!usual || endings->items[i].count > usual->count)
            usual = &endings->items[i];
    return usual;
}

static bool has_line(const char *text, const char *line, size_t length)
{
    while (*text) {
        size_t own = strcspn(text, "\n");
        if (own == length && memcmp(text, line, length) == 0)
            return true;
        text += own + (text[own] == '\n');
    }
    return false;
}

const char *ending_differs(const struct ending *ending, const struct ending *other, char *text,
                           size_t size)
{
    text[0] = '\0';
    for (const char *line = ending->output; *line;) {
        size_t length = strcspn(line, "\n");
        if (!has_line(other->output, line, length)) {
            snprintf(text, size, "%.*s", (int)length, line);
            return text;
        }
        line += length + (line[length] == '\n');
    }
    return text;
}

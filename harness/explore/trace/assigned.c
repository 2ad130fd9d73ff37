#include "explore/trace/assigned.h"
#include "judge/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_LENGTH = 1024 };

struct lines {
    char before[LINE_MAX_LENGTH], own[LINE_MAX_LENGTH];
};

static bool read_lines(const char *path, long line, struct lines *lines)
{
    FILE *file = path && line > 0 ? fopen(path, "r") : NULL;
    long number = 0;
    lines->own[0] = lines->before[0] = '\0';
    while (file && number < line) {
        memcpy(lines->before, lines->own, sizeof lines->own);
        if (!fgets(lines->own, sizeof lines->own, file))
            break;
        number += strchr(lines->own, '\n') != NULL;
        if (!strchr(lines->own, '\n') && !feof(file))
            break; /* too long to be read */
    }
    if (file)
        fclose(file);
    return number == line;
}

/* The last plain `=` before the call, or NULL. */
static const char *assignment(const char *text)
{
    const char *call = strstr(text, "alloc"), *found = NULL;
    for (const char *at = text; *at && (!call || at < call); at++)
        if (*at == '=' && at[1] != '=' && at > text && !strchr("=!<>+-*/%&|^", at[-1]))
            found = at;
    return found;
}

/* Where the chain of names that ends before `end` begins. */
static const char *chain_start(const char *text, const char *end)
{
    const char *at = end;
    while (at > text) {
        char last = at[-1];
        if (isalnum((unsigned char)last) || last == '_' || last == '.')
            at--;
        else if (last == '>' && at - 1 > text && at[-2] == '-')
            at -= 2;
        else
            break;
    }
    return at;
}

char *assigned_target(const char *path, long line)
{
    struct lines lines;
    if (!read_lines(path, line, &lines))
        return NULL;
    const char *text = lines.own, *sign = assignment(text);
    if (!sign)
        sign = assignment(text = lines.before);
    if (!sign)
        return NULL;
    while (sign > text && isspace((unsigned char)sign[-1]))
        sign--;
    const char *start = chain_start(text, sign);
    if (start == sign || isdigit((unsigned char)*start) || *start == '.' || *start == '-')
        return NULL;
    return memory_copy(start, (size_t)(sign - start));
}

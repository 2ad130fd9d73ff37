#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "judge/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 26, TEXT_MAX = 600 /* what is longer is nobody's phrase */ };

/* What the places {a} to {z} of a pattern stand for, within the text. */
struct match {
    const char *begin[PARTS_MAX];
    size_t length[PARTS_MAX];
};

/* The number of the place that begins at `at`; -1: none does. */
static int place_at(const char *at)
{
    int letter = at[0] == '{' ? tolower((unsigned char)at[1]) : 0;
    return letter >= 'a' && letter <= 'z' && at[2] == '}' ? letter - 'a' : -1;
}

/* Whether the whole text is as the pattern says; each place takes as little as it can. */
static bool fits(const char *pattern, const char *text, struct match *match)
{
    while (*pattern && place_at(pattern) < 0 && *pattern == *text)
        pattern++, text++;
    int place = place_at(pattern);
    if (place < 0)
        return *pattern == '\0' && *text == '\0';
    size_t length = 0;
    while (!fits(pattern + 3, text + length, match))
        if (text[length++] == '\0')
            return false;
    match->begin[place] = text;
    match->length[place] = length;
    return true;
}

static char *fill(const char *translated, const struct match *match)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        memory_exhausted();
    for (const char *at = translated; *at;) {
        int place = place_at(at);
        if (place < 0) {
            fputc(*at++, out);
            continue;
        }
        char *part = memory_copy(match->begin[place], match->length[place]);
        char *own = isupper((unsigned char)at[1]) ? phrase_operation(part) : phrase(part);
        fputs(own, out);
        free(own);
        free(part);
        at += 3;
    }
    fclose(out);
    return text;
}

static char *translate_parts(const char *text)
{
    const char *mark = strstr(text, "; ");
    if (!mark)
        return memory_copy_text(text);
    char *first = memory_copy(text, (size_t)(mark - text));
    char *own = phrase(first), *rest = phrase(mark + 2);
    char *whole = memory_print("%s; %s", own, rest);
    free(first);
    free(own);
    free(rest);
    return whole;
}

/* The first of the list that the text is; NULL: it is none. The caller frees it. */
static char *find(const struct phrase *list, const char *text)
{
    for (; list->english; list++) {
        struct match match;
        if (fits(list->english, text, &match))
            return fill(list->translated, &match);
    }
    return NULL;
}

static bool may_translate(const char *text)
{
    return sentence_is_german() && strlen(text) <= TEXT_MAX;
}

char *phrase(const char *text)
{
    if (!may_translate(text))
        return memory_copy_text(text);
    char *found = find(phrases_de, text);
    return found ? found : translate_parts(text);
}

char *phrase_operation(const char *name)
{
    char *found = may_translate(name) ? find(operations_de, name) : NULL;
    return found ? found : memory_copy_text(name);
}

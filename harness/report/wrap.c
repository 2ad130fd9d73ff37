#include "report/wrap.h"
#include "judge/memory.h"
#include "report/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 4 };

/* Bytes of the first so many columns of the text. */
static size_t bytes_of(const char *text, size_t columns)
{
    size_t at = 0;
    for (; text[at]; at++)
        if (((unsigned char)text[at] & 0xc0U) != 0x80U && columns-- == 0)
            break;
    return at;
}

char *wrap_cut(const char *name, size_t columns, const char *gap)
{
    size_t have = utf8_columns(name), between = utf8_columns(gap);
    if (have <= columns)
        return memory_copy_text(name);
    if (columns <= between)
        return memory_copy(name, bytes_of(name, columns));
    size_t begins = (columns - between) / 3, ends = columns - between - begins;
    return memory_print("%.*s%s%s", (int)bytes_of(name, begins), name, gap,
                        name + bytes_of(name, have - ends));
}

static void add_line(struct wrapped *wrapped)
{
    wrapped->lines = memory_resize(wrapped->lines, wrapped->count + 1, sizeof *wrapped->lines);
    wrapped->lines[wrapped->count++] = memory_copy_text("");
}

void wrapped_init(struct wrapped *wrapped, size_t width, const char *gap)
{
    *wrapped = (struct wrapped){.width = width < NARROWEST ? NARROWEST : width, .gap = gap};
    add_line(wrapped);
}

/* What is no wider than a line. */
static void append(struct wrapped *wrapped, const char *part)
{
    size_t used = utf8_columns(wrapped->lines[wrapped->count - 1]);
    if (used && used + 1 + utf8_columns(part) > wrapped->width)
        add_line(wrapped);
    char **last = &wrapped->lines[wrapped->count - 1];
    char *longer = memory_print("%s%s%s", *last, **last ? " " : "", part);
    free(*last);
    *last = longer;
}

void wrapped_add(struct wrapped *wrapped, const char *part)
{
    if (utf8_columns(part) > wrapped->width)
        wrapped_add_words(wrapped, part);
    else if (*part)
        append(wrapped, part);
}

void wrapped_add_words(struct wrapped *wrapped, const char *text)
{
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        size_t length = strcspn(text, " ");
        char *word = memory_copy(text, length);
        char *cut = wrap_cut(word, wrapped->width, wrapped->gap);
        append(wrapped, cut);
        free(word);
        free(cut);
        text += length;
    }
}

void wrapped_release(struct wrapped *wrapped)
{
    for (size_t i = 0; i < wrapped->count; i++)
        free(wrapped->lines[i]);
    free(wrapped->lines);
}

#include "report/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"

static const char ellipsis[] = "\xe2\x80\xa6";

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xc0U) == 0x80U;
}

/* Bytes of the character that begins here; 0: it is not valid UTF-8. */
static size_t character(const unsigned char *at, size_t left)
{
    static const struct {
        unsigned char first, last, low, high; /* of the first and second byte */
        size_t length;
    } forms[] = {
        {0x00, 0x7f, 0x00, 0xff, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t length = forms[i].length;
        if (at[0] < forms[i].first || at[0] > forms[i].last)
            continue;
        if (length > left || (length > 1 && (at[1] < forms[i].low || at[1] > forms[i].high)))
            return 0;
        for (size_t k = 2; k < length; k++) {
            if (!continues((char)at[k]))
                return 0;
        }
        return length;
    }
    return 0;
}

char *utf8_clean(const char *bytes, size_t size)
{
    char *text = memory_copy(bytes, size);
    for (size_t at = 0; at < size;) {
        size_t length = character((const unsigned char *)text + at, size - at);
        if (length == 0 || text[at] == '\0')
            text[at] = '?';
        at += length > 0 ? length : 1;
    }
    return text;
}

size_t utf8_columns(const char *text)
{
    size_t columns = 0;
    for (; *text != '\0'; text++)
        columns += !continues(*text);
    return columns;
}

static char *printable(const char *text)
{
    char *copy = utf8_clean(text, strlen(text));
    for (char *at = copy; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = ' ';
    }
    return copy;
}

/* Bytes of the first so many characters. */
static size_t bytes_of(const char *text, size_t columns)
{
    size_t at = 0;
    while (text[at] != '\0') {
        if (!continues(text[at]) && columns-- == 0)
            break;
        at++;
    }
    return at;
}

char *utf8_cut_end(const char *text, size_t columns)
{
    char *copy = printable(text);
    if (columns == 0 || utf8_columns(copy) <= columns) {
        copy[columns == 0 ? 0 : strlen(copy)] = '\0';
        return copy;
    }
    copy[bytes_of(copy, columns - 1)] = '\0';
    char *cut = memory_print("%s%s", copy, ellipsis);
    free(copy);
    return cut;
}

char *utf8_cut_begin(const char *text, size_t columns)
{
    char *copy = printable(text);
    size_t have = utf8_columns(copy);
    if (columns == 0 || have <= columns) {
        copy[columns == 0 ? 0 : strlen(copy)] = '\0';
        return copy;
    }
    char *cut = memory_print("%s%s", ellipsis, copy + bytes_of(copy, have - columns + 1));
    free(copy);
    return cut;
}

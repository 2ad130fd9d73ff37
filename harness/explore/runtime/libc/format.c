#include "explore/runtime/libc/format.h"
#include "explore/runtime/libc/program_side.h"

#include <stdint.h>
#include <string.h>

enum { NONE = -1, ARGUMENT = -2 };

static int number(const char **format)
{
    int value = 0;
    if (**format == '*') {
        ++*format;
        return ARGUMENT;
    }
    if (**format < '0' || **format > '9')
        return NONE;
    while (**format >= '0' && **format <= '9')
        value = value * 10 + *(*format)++ - '0';
    return value;
}

static size_t length_modifier(const char **format)
{
    static const struct {
        const char *text;
        size_t size;
    } modifiers[] = {{"hh", 1},          {"h", 2},  {"ll", 8}, {"l", sizeof(long)},
                     {"q", 8},           {"L", 16}, {"j", 8},  {"z", sizeof(size_t)},
                     {"t", sizeof(long)}};
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
        size_t length = strlen(modifiers[i].text);
        if (strncmp(*format, modifiers[i].text, length) == 0) {
            *format += length;
            return modifiers[i].size;
        }
    }
    return 0;
}

static void skip_set(const char **format)
{
    *format += **format == '^';
    *format += **format == ']';
    while (**format && **format != ']')
        ++*format;
    *format += **format == ']';
}

static void classify(struct conversion *conversion, char letter, const char **format, bool scans)
{
    size_t size = conversion->size;
    conversion->kind = CONVERSION_OTHER;
    if (letter && strchr("diouxX", letter)) {
        conversion->kind = CONVERSION_WHOLE;
        conversion->size = size ? size : sizeof(int);
    } else if (letter && strchr("aAeEfFgG", letter)) {
        conversion->kind = CONVERSION_REAL;
        conversion->size = size == 16 ? 16 : scans && !size ? sizeof(float) : sizeof(double);
    } else if (letter == 'p') {
        conversion->kind = CONVERSION_WHOLE;
        conversion->size = sizeof(void *);
    } else if (letter == 'c' && !size) {
        conversion->kind = scans ? CONVERSION_BYTES : CONVERSION_WHOLE;
        conversion->size = scans ? 1 : sizeof(int);
    } else if (letter == 's' && !size) {
        conversion->kind = CONVERSION_TEXT;
    } else if (letter == '[' && !size) {
        conversion->kind = CONVERSION_TEXT;
        skip_set(format);
    } else if (letter == 'n') {
        conversion->kind = CONVERSION_COUNT;
        conversion->size = size ? size : sizeof(int);
    }
}

struct conversion format_next(const char **format, bool scans)
{
    for (; **format; ++*format) {
        struct conversion conversion = {.width = NONE, .exactness = NONE};
        if (**format != '%')
            continue;
        ++*format;
        while (!scans && **format && strchr("-+ #0'I", **format))
            ++*format;
        conversion.width = number(format);
        if (scans && conversion.width == ARGUMENT) {
            conversion.skipped = true;
            conversion.width = number(format);
        }
        if (**format == '$' || (scans && **format == 'm'))
            return (struct conversion){.kind = CONVERSION_OTHER};
        if (!scans && **format == '.') {
            ++*format;
            conversion.exactness = number(format);
            conversion.exactness = conversion.exactness == NONE ? 0 : conversion.exactness;
        }
        conversion.size = length_modifier(format);
        char letter = **format;
        *format += letter != '\0';
        classify(&conversion, letter, format, scans);
        if (letter == '%' || letter == 'm') {
            --*format;
            continue;
        }
        return conversion;
    }
    return (struct conversion){.kind = CONVERSION_NONE};
}

static void declare_text(const char *text, int exactness)
{
    if (!text)
        return;
    size_t length = exactness >= 0 ? strnlen(text, (size_t)exactness) : strlen(text);
    stub_access_read(text, exactness >= 0 && length == (size_t)exactness ? length : length + 1);
}

static void declare_count(void *place, size_t size)
{
    stub_access_write(place, size);
}

void format_declare(const char *format, va_list arguments)
{
    struct conversion conversion;
    va_list rest;
    stub_access_read(format, strlen(format) + 1);
    va_copy(rest, arguments);
    while ((conversion = format_next(&format, false)).kind != CONVERSION_NONE) {
        if (conversion.width == ARGUMENT)
            va_arg(rest, int);
        if (conversion.exactness == ARGUMENT)
            conversion.exactness = va_arg(rest, int);
        if (conversion.kind == CONVERSION_WHOLE && conversion.size <= 4)
            va_arg(rest, int);
        else if (conversion.kind == CONVERSION_WHOLE)
            va_arg(rest, uint64_t);
        else if (conversion.kind == CONVERSION_REAL && conversion.size == 16)
            va_arg(rest, long double);
        else if (conversion.kind == CONVERSION_REAL)
            va_arg(rest, double);
        else if (conversion.kind == CONVERSION_TEXT)
            declare_text(va_arg(rest, const char *), conversion.exactness);
        else if (conversion.kind == CONVERSION_COUNT)
            declare_count(va_arg(rest, void *), conversion.size);
        else
            stub_unsupported("a printf format that is not modelled");
    }
    va_end(rest);
}

#include "judge/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void memory_exhausted(void)
{
    fputs("racelab: out of memory\n", stderr);
    exit(4);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (count == 0) {
        free(old);
        return NULL;
    }
    void *new = reallocarray(old, count, size);
    if (new == NULL)
        memory_exhausted();
    return new;
}

char *memory_copy(const char *bytes, size_t length)
{
    char *copy = memory_resize(NULL, length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *memory_copy_text(const char *text)
{
    return text == NULL ? NULL : memory_copy(text, strlen(text));
}

char *memory_print(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        memory_exhausted();
    va_end(arguments);
    return text;
}

/* print.c: the printf family. A text is formatted by the C library where nobody
 * can come between: into the target that was declared, or into a buffer of the
 * thread's own before it is written. */
#include "explore/runtime/file.h"
#include "explore/runtime/libc/format.h"
#include "explore/runtime/libc/program_side.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

typedef struct descriptor stream;
extern stream *wrap_stdout;
int *wrap___errno_location(void);
ssize_t wrap_write(int number, const void *from, size_t size);
int wrap_fileno(const stream *file);
ssize_t stub_file_write(int number, const void *from, size_t size);

enum { SMALL = 256 };

/* vsnprintf() by the library; %m is the model thread's errno. */
static int format_into(char *to, size_t size, const char *format, va_list arguments)
{
    va_list again;
    int number = *wrap___errno_location();
    va_copy(again, arguments);
    native_begin();
    errno = number;
    int length = vsnprintf(to, size, format, again);
    errno = 0;
    va_end(again);
    return length;
}

/* No room for `bytes`: what lies there is not touched. */
static int into_text(char *to, size_t size, const char *format, va_list arguments)
{
    format_declare(format, arguments);
    int length = format_into(NULL, 0, format, arguments);
    if (length < 0 || size == 0)
        return length;
    stub_access_write(to, (size_t)length < size ? (size_t)length + 1 : size);
    return format_into(to, size, format, arguments);
}

static int write_large(int number, size_t length, const char *format, va_list arguments)
{
    char *text = wrap_malloc(length + 1);
    stub_access_write(text, length + 1);
    format_into(text, length + 1, format, arguments);
    ssize_t done = wrap_write(number, text, length);
    wrap_free(text);
    return done < 0 ? -1 : (int)length;
}

static int into_file(int number, const char *format, va_list arguments)
{
    char text[SMALL];
    format_declare(format, arguments);
    int length = format_into(text, sizeof text, format, arguments);
    if (length >= SMALL)
        return write_large(number, (size_t)length, format, arguments);
    ssize_t done = length > 0 ? stub_file_write(number, text, (size_t)length) : 0;
    memset(text, 0, sizeof text);
    return done < 0 ? -1 : length;
}

static int into_block(char **to, const char *format, va_list arguments)
{
    format_declare(format, arguments);
    int length = format_into(NULL, 0, format, arguments);
    if (length < 0)
        return length;
    char *text = wrap_malloc((size_t)length + 1);
    stub_access_write(to, sizeof *to);
    *to = text;
    stub_access_write(text, (size_t)length + 1);
    return format_into(text, (size_t)length + 1, format, arguments);
}

#define PRINT(name, parameters, call)                                                              \
    int wrap_v##name(parameters, const char *format, va_list arguments);                           \
    int wrap_v##name(parameters, const char *format, va_list arguments)                            \
    {                                                                                              \
        return call;                                                                               \
    }                                                                                              \
    int wrap_##name(parameters, const char *format, ...);                                          \
    int wrap_##name(parameters, const char *format, ...)                                           \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        int length = call;                                                                         \
        va_end(arguments);                                                                         \
        return length;                                                                             \
    }
#define BOTH(...) __VA_ARGS__

PRINT(fprintf, stream *file, into_file(wrap_fileno(file), format, arguments))
PRINT(dprintf, int number, into_file(number, format, arguments))
PRINT(sprintf, char *to, into_text(to, (size_t)1 << 30, format, arguments))
PRINT(snprintf, BOTH(char *to, size_t size), into_text(to, size, format, arguments))
PRINT(asprintf, char **to, into_block(to, format, arguments))

int wrap_vprintf(const char *format, va_list arguments);
int wrap_vprintf(const char *format, va_list arguments)
{
    return into_file(wrap_fileno(wrap_stdout), format, arguments);
}

int wrap_printf(const char *format, ...);
int wrap_printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = wrap_vprintf(format, arguments);
    va_end(arguments);
    return length;
}

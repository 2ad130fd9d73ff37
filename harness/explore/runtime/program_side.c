/* program_side.c: wrappers that run on the program's own fiber, built from
 * stubs: those that call back into the program, or do the work in libc once
 * the accesses are declared. */
#include "explore/runtime/runtime.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void stub_access_read(const void *from, size_t size);
void stub_access_write(void *to, size_t size);
void stub_access_both(void *to, const void *from, size_t size);
int stub_once_begin(pthread_once_t *once);
void stub_once_end(pthread_once_t *once);
_Noreturn void stub_finish(void *result);
void (*stub_key_next(void **argument))(void *);
void *wrap_malloc(size_t size);
int wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*entry)(void *),
                        void *argument);
int wrap_pthread_join(pthread_t thread, void **result);

void *wrap_memcpy(void *to, const void *from, size_t size);
void *wrap_memcpy(void *to, const void *from, size_t size)
{
    stub_access_both(to, from, size);
    return memcpy(to, from, size);
}

void *wrap_memmove(void *to, const void *from, size_t size);
void *wrap_memmove(void *to, const void *from, size_t size)
{
    stub_access_both(to, from, size);
    return memmove(to, from, size);
}

void *wrap_memset(void *to, int byte, size_t size);
void *wrap_memset(void *to, int byte, size_t size)
{
    stub_access_write(to, size);
    return memset(to, byte, size);
}

int wrap_memcmp(const void *x, const void *y, size_t size);
int wrap_memcmp(const void *x, const void *y, size_t size)
{
    stub_access_read(x, size);
    stub_access_read(y, size);
    return memcmp(x, y, size);
}

size_t wrap_strlen(const char *text);
size_t wrap_strlen(const char *text)
{
    size_t size = strlen(text);
    stub_access_read(text, size + 1);
    return size;
}

char *wrap_strcpy(char *to, const char *from);
char *wrap_strcpy(char *to, const char *from)
{
    stub_access_both(to, from, strlen(from) + 1);
    return strcpy(to, from);
}

int wrap_strcmp(const char *x, const char *y);
int wrap_strcmp(const char *x, const char *y)
{
    stub_access_read(x, strlen(x) + 1);
    stub_access_read(y, strlen(y) + 1);
    return strcmp(x, y);
}

/* A search in a text reads up to what it finds. */
static void read_text(const char *text, const char *found)
{
    stub_access_read(text, found ? (size_t)(found - text) + 1 : strlen(text) + 1);
}

char *wrap_strchr(const char *text, int byte);
char *wrap_strchr(const char *text, int byte)
{
    read_text(text, strchr(text, byte));
    return strchr(text, byte);
}

char *wrap_strrchr(const char *text, int byte);
char *wrap_strrchr(const char *text, int byte)
{
    read_text(text, NULL);
    return strrchr(text, byte);
}

char *wrap_strstr(const char *text, const char *part);
char *wrap_strstr(const char *text, const char *part)
{
    read_text(part, NULL);
    read_text(text, NULL);
    return strstr(text, part);
}

long wrap_atol(const char *text);
long wrap_atol(const char *text)
{
    char *end;
    strtol(text, &end, 10);
    read_text(text, end);
    return strtol(text, NULL, 10);
}

int wrap_atoi(const char *text);
int wrap_atoi(const char *text)
{
    return (int)wrap_atol(text);
}

double wrap_atof(const char *text);
double wrap_atof(const char *text)
{
    char *end;
    strtod(text, &end);
    read_text(text, end);
    return strtod(text, NULL);
}

int wrap_pthread_once(pthread_once_t *once, void (*routine)(void));
int wrap_pthread_once(pthread_once_t *once, void (*routine)(void))
{
    if (stub_once_begin(once)) {
        routine();
        stub_once_end(once);
    }
    return 0;
}

int wrap_pthread_equal(pthread_t x, pthread_t y);
int wrap_pthread_equal(pthread_t x, pthread_t y)
{
    return x == y;
}

_Noreturn void wrap_pthread_exit(void *result);
_Noreturn void wrap_pthread_exit(void *result)
{
    void *argument;
    for (void (*destroy)(void *); (destroy = stub_key_next(&argument));)
        destroy(argument);
    stub_finish(result);
}

/* What the program prints is no part of its state: it is measured, not shown. */
static int printed(const char *format, va_list arguments)
{
    char scratch[1024];
    return vsnprintf(scratch, sizeof scratch, format, arguments);
}

int wrap_printf(const char *format, ...);
int wrap_printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = printed(format, arguments);
    va_end(arguments);
    return length;
}

int wrap_fprintf(FILE *stream, const char *format, ...);
int wrap_fprintf(FILE *stream, const char *format, ...)
{
    (void)stream;
    va_list arguments;
    va_start(arguments, format);
    int length = printed(format, arguments);
    va_end(arguments);
    return length;
}

int wrap_snprintf(char *to, size_t size, const char *format, ...);
int wrap_snprintf(char *to, size_t size, const char *format, ...)
{
    char scratch[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(scratch, sizeof scratch, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof scratch)
        runtime_unsupported("snprintf of more than 4,095 characters");
    if (size) {
        size_t bytes = (size_t)length < size ? (size_t)length : size - 1;
        stub_access_write(to, bytes + 1);
        memcpy(to, scratch, bytes);
        to[bytes] = '\0';
    }
    return length;
}

int wrap_puts(const char *text);
int wrap_puts(const char *text)
{
    stub_access_read(text, strlen(text) + 1);
    return 1;
}

int wrap_putchar(int byte);
int wrap_putchar(int byte)
{
    return byte;
}

int wrap_fflush(FILE *stream);
int wrap_fflush(FILE *stream)
{
    (void)stream;
    return 0;
}

void *stub_emutls_get(void *control);
void *__emutls_get_address(void *control);
void *__emutls_get_address(void *control)
{
    return stub_emutls_get(control);
}

char *wrap_strdup(const char *text);
char *wrap_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = wrap_malloc(size);
    return wrap_memcpy(copy, text, size);
}

char *wrap_strncpy(char *to, const char *from, size_t size);
char *wrap_strncpy(char *to, const char *from, size_t size)
{
    size_t length = strnlen(from, size);
    stub_access_read(from, length < size ? length + 1 : size);
    stub_access_write(to, size);
    memset(to + length, 0, size - length);
    return memcpy(to, from, length);
}

char *wrap_strcat(char *to, const char *from);
char *wrap_strcat(char *to, const char *from)
{
    wrap_strcpy(to + strlen(to), from);
    return to;
}

int wrap_strncmp(const char *x, const char *y, size_t size);
int wrap_strncmp(const char *x, const char *y, size_t size)
{
    stub_access_read(x, strnlen(x, size));
    stub_access_read(y, strnlen(y, size));
    return strncmp(x, y, size);
}

/* C11 threads: a thread's int result travels as a pointer. */
int wrap_thrd_create(pthread_t *thread, int (*entry)(void *), void *argument);
int wrap_thrd_create(pthread_t *thread, int (*entry)(void *), void *argument)
{
    __extension__ union {
        int (*returns_int)(void *);
        void *(*returns_pointer)(void *);
    } both = {.returns_int = entry};
    return wrap_pthread_create(thread, NULL, both.returns_pointer, argument);
}

int wrap_thrd_join(pthread_t thread, int *result);
int wrap_thrd_join(pthread_t thread, int *result)
{
    void *pointer;
    if (wrap_pthread_join(thread, &pointer) != 0)
        return 2; /* thrd_error */
    if (result) {
        stub_access_write(result, sizeof *result);
        *result = (int)(intptr_t)pointer;
    }
    return 0;
}

/* Newer clangs call these for copies and fills of their own. */
void *__tsan_memcpy(void *to, const void *from, size_t size);
void *__tsan_memcpy(void *to, const void *from, size_t size)
{
    return wrap_memcpy(to, from, size);
}

void *__tsan_memmove(void *to, const void *from, size_t size);
void *__tsan_memmove(void *to, const void *from, size_t size)
{
    return wrap_memmove(to, from, size);
}

void *__tsan_memset(void *to, int byte, size_t size);
void *__tsan_memset(void *to, int byte, size_t size)
{
    return wrap_memset(to, byte, size);
}

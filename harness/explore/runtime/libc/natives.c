/* natives.c: a wrapper for every line of natives.def. */
#include "explore/runtime/libc/program_side.h"

#include "explore/runtime/thread.h"
#include "explore/runtime/model.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sched.h>
#include <strings.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

enum { NATIVE_DEPTH = 4096 }; /* stack that the library's functions here may use */

__attribute__((noinline)) void native_begin(void)
{
    struct thread_core *core = &threads[model.current].core;
    uint64_t low = (uint64_t)(uintptr_t)__builtin_frame_address(0) - NATIVE_DEPTH;
    if (model.count && low < core->low)
        core->low = low;
    errno = 0;
}

void native_end(void)
{
    if (errno)
        stub_errno_set(errno);
}

static size_t smaller(size_t x, size_t y)
{
    return x < y ? x : y;
}

/* Bytes from the start to what was found, it included; `size`: nothing was. */
static size_t distance(const void *from, const void *found, size_t size)
{
    return found ? (size_t)((const char *)found - (const char *)from) + 1 : size;
}

#define READ(from, size) stub_access_read(from, size);
#define WRITE(to, size) stub_access_write(to, size);
#define COPY(to, from, size) stub_access_both(to, from, size);
#define TEXT(from) stub_access_read(from, strlen(from) + 1);
#define WRITE_TEXT(to)                                                                             \
    if (to)                                                                                        \
        stub_access_write(to, strlen(to) + 1);
#define PART(from, size) stub_access_read(from, smaller(strnlen(from, size) + 1, size));
#define UPTO(from, found) stub_access_read(from, distance(from, found, strlen(from) + 1));
#define UPTO_END(from, convert)                                                                    \
    {                                                                                              \
        char *stop = NULL;                                                                         \
        native_begin();                                                                            \
        (void)convert;                                                                             \
        stub_access_read(from, distance(from, stop, 1));                                           \
    }
#define PLACE(to)                                                                                  \
    if (to)                                                                                        \
        stub_access_write(to, sizeof *(to));

/* In the locale "C" a character is one byte, and there is no state between two. */
#define MULTIBYTE(from, size)                                                                      \
    if (from)                                                                                      \
        stub_access_read(from, smaller(size, 1));
#define STATE(state)                                                                               \
    if (state)                                                                                     \
        stub_access_both(state, state, sizeof *(state));

#define NATIVE(type, name, parameters, arguments, declarations)                                    \
    type wrap_##name parameters;                                                                   \
    type wrap_##name parameters                                                                    \
    {                                                                                              \
        declarations;                                                                              \
        return name arguments;                                                                     \
    }
#define NATIVE_VOID(name, parameters, arguments, declarations)                                     \
    void wrap_##name parameters;                                                                   \
    void wrap_##name parameters                                                                    \
    {                                                                                              \
        declarations;                                                                              \
        name arguments;                                                                            \
    }
#define NATIVE_DEEP(type, name, parameters, arguments, declarations)                               \
    type wrap_##name parameters;                                                                   \
    type wrap_##name parameters                                                                    \
    {                                                                                              \
        declarations;                                                                              \
        native_begin();                                                                            \
        type result = name arguments;                                                              \
        native_end();                                                                              \
        return result;                                                                             \
    }
#define NATIVE_DEEP_VOID(name, parameters, arguments, declarations)                                \
    void wrap_##name parameters;                                                                   \
    void wrap_##name parameters                                                                    \
    {                                                                                              \
        declarations;                                                                              \
        native_begin();                                                                            \
        name arguments;                                                                            \
        native_end();                                                                              \
    }

#include "explore/runtime/libc/natives.def"

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

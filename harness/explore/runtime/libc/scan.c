/* scan.c: the scanf family. The library reads into a buffer of ours first, to
 * learn what is assigned; that is declared and then copied. */
#include "explore/runtime/file.h"
#include "explore/runtime/libc/format.h"
#include "explore/runtime/libc/program_side.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

enum { ITEMS_MAX = 16, ROOM = 1 << 16 };

typedef struct descriptor stream;
extern stream *wrap_stdin;
int wrap_fileno(const stream *file);
size_t stub_file_room(int number, size_t size, int stop);
int wrap_fgetc(stream *file);
off_t stub_lseek(int number, off_t offset, int whence);

struct item {
    void *target;
    struct conversion conversion;
    char *scanned; /* in `scratch` */
};

static char scratch[ROOM]; /* used between parks only */

static unsigned read_items(const char *format, va_list arguments, struct item *items)
{
    unsigned count = 0;
    struct conversion conversion;
    while ((conversion = format_next(&format, true)).kind != CONVERSION_NONE) {
        if (conversion.kind == CONVERSION_OTHER || count == ITEMS_MAX)
            stub_unsupported("a scanf format that is not modelled");
        if (!conversion.skipped)
            items[count++] = (struct item){va_arg(arguments, void *), conversion, NULL};
    }
    return count;
}

static size_t room_of(const struct conversion *conversion, size_t length)
{
    if (conversion->kind == CONVERSION_TEXT)
        return (conversion->width > 0 && (size_t)conversion->width < length
                    ? (size_t)conversion->width
                    : length) +
               1;
    return conversion->kind == CONVERSION_BYTES && conversion->width > 0 ? (size_t)conversion->width
                                                                         : conversion->size;
}

static int scan_once(const char *text, const char *format, struct item *items, unsigned count)
{
    char *at = scratch, *p[ITEMS_MAX] = {0};
    size_t length = strlen(text);
    for (unsigned i = 0; i < count; i++) {
        size_t room = (room_of(&items[i].conversion, length) + 15) & ~(size_t)15;
        if (at + room > scratch + ROOM)
            stub_unsupported("scanf of more than 64 KiB");
        p[i] = items[i].scanned = at;
        at += room;
    }
    native_begin();
    int assigned = sscanf(text, format, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9],
                          p[10], p[11], p[12], p[13], p[14], p[15]);
    native_end();
    return assigned;
}

static size_t bytes_of(const struct item *item, size_t length)
{
    return item->conversion.kind == CONVERSION_TEXT ? strlen(item->scanned) + 1
                                                    : room_of(&item->conversion, length);
}

/* How many of the items were filled in: %n is assigned, and not counted. */
static unsigned filled(const struct item *items, unsigned count, int assigned)
{
    unsigned i = 0;
    for (int left = assigned; i < count; i++) {
        if (items[i].conversion.kind == CONVERSION_COUNT)
            continue;
        if (left-- <= 0)
            break;
    }
    return assigned < 0 ? 0 : i;
}

static int scan_text(const char *text, const char *format, va_list arguments)
{
    struct item items[ITEMS_MAX];
    size_t length = strlen(text);
    stub_access_read(format, strlen(format) + 1);
    unsigned count = read_items(format, arguments, items);
    unsigned made = filled(items, count, scan_once(text, format, items, count));
    for (unsigned i = 0; i < made; i++)
        stub_access_write(items[i].target, bytes_of(&items[i], length));
    int assigned = scan_once(text, format, items, count);
    for (unsigned i = 0; i < made; i++)
        memcpy(items[i].target, items[i].scanned, bytes_of(&items[i], length));
    return assigned;
}

/* How much of the text the scan took: the longest part of the format, cut
 * behind a conversion, that matches whole. */
static size_t taken(const char *text, const char *format)
{
    size_t most = 0;
    char part[1024];
    const char *end = format;
    size_t whole = strlen(format);
    if (whole + 3 > sizeof part)
        stub_unsupported("a scanf format of more than a thousand characters");
    for (bool last = false; !last;) {
        struct conversion conversion = format_next(&end, true);
        last = conversion.kind == CONVERSION_NONE;
        size_t length = last ? whole : (size_t)(end - format), to = 0;
        int count = -1;
        /* Every conversion of the part becomes one that assigns nothing. */
        for (size_t i = 0; i < length && to + 3 < sizeof part; i++) {
            part[to++] = format[i];
            if (format[i] == '%' && format[i + 1] == '%')
                part[to++] = format[++i];
            else if (format[i] == '%' && format[i + 1] != '*')
                part[to++] = '*';
        }
        memcpy(part + to, "%n", 3);
        native_begin();
        sscanf(text, part, &count);
        native_end();
        most = count > (int)most ? (size_t)count : most;
    }
    return most;
}

static int scan_file(stream *file, const char *format, va_list arguments)
{
    int number = wrap_fileno(file);
    const struct file *contents = file_of(&descriptors[number]);
    if (contents->kind == FILE_UNKNOWN)
        stub_unsupported("reading standard input: give it with --stdin FILE");
    if (contents->kind != FILE_GIVEN && contents->kind != FILE_OWN)
        stub_unsupported("scanf of a pipe");
    stub_lseek(number, 0, SEEK_CUR); /* a step, where others use the file */
    uint64_t position = file_position_of(&descriptors[number])->position;
    const char *text =
        position < contents->size ? (const char *)(uintptr_t)contents->base + position : "";
    int assigned = scan_text(text, format, arguments);
    size_t length = taken(text, format);
    stub_lseek(number, (off_t)(assigned == EOF ? strlen(text) : length), SEEK_CUR);
    if (assigned == EOF || (length && !text[length])) /* it looked for more */
        wrap_fgetc(file);
    return assigned;
}

int wrap_vsscanf(const char *text, const char *format, va_list arguments);
int wrap_vsscanf(const char *text, const char *format, va_list arguments)
{
    stub_access_read(text, strlen(text) + 1);
    return scan_text(text, format, arguments);
}

#define SCAN(name, parameter, call)                                                                \
    int wrap_##name(parameter const char *format, ...);                                            \
    int wrap_##name(parameter const char *format, ...)                                             \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        int assigned = call;                                                                       \
        va_end(arguments);                                                                         \
        return assigned;                                                                           \
    }
#define ONE(parameter) parameter,

SCAN(sscanf, ONE(const char *text), wrap_vsscanf(text, format, arguments))
SCAN(fscanf, ONE(stream *file), scan_file(file, format, arguments))
SCAN(scanf, , scan_file(wrap_stdin, format, arguments))
int wrap___isoc99_sscanf(const char *text, const char *format, ...)
    __attribute__((alias("wrap_sscanf")));
int wrap___isoc99_fscanf(stream *file, const char *format, ...)
    __attribute__((alias("wrap_fscanf")));
int wrap___isoc99_scanf(const char *format, ...) __attribute__((alias("wrap_scanf")));

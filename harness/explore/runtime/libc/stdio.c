/* stdio.c: reading and writing, by descriptor and by stream. A FILE is the
 * address of its descriptor; nothing is buffered, so that what one stream has
 * read ahead is nothing that a state would have to hold. */
#include "explore/runtime/file.h"
#include "explore/runtime/libc/format.h"
#include "explore/runtime/libc/program_side.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>

enum { EVERY = -1, LINE = '\n', TEXT_MAX = 65536 };

typedef struct descriptor stream;

ssize_t stub_file_read(int number, void *to, size_t size, int stop);
ssize_t stub_file_write(int number, const void *from, size_t size);
size_t stub_file_room(int number, size_t size, int stop);
int stub_open(const char *path, int flags);
int stub_close(int number);
off_t stub_lseek(int number, off_t offset, int whence);
int stub_unlink(const char *path);
int stub_rename(const char *from, const char *to);
int stub_pipe(int *place, int flags);
int stub_mkstemp(char *path);
int stub_fstat(int number, struct stat *to);
int stub_stat(const char *path, struct stat *to);
int stub_access(const char *path, int mode);
int stub_file_push(int number, int byte);
int stub_file_clear(int number, int error);
_Noreturn void stub_bad_stream(const void *address);

ssize_t wrap_read(int number, void *to, size_t size);
ssize_t wrap_read(int number, void *to, size_t size)
{
    stub_access_write(to, stub_file_room(number, size, EVERY));
    return stub_file_read(number, to, size, EVERY);
}

ssize_t wrap_write(int number, const void *from, size_t size);
ssize_t wrap_write(int number, const void *from, size_t size)
{
    stub_access_read(from, size);
    return stub_file_write(number, from, size);
}

ssize_t wrap_writev(int number, const struct iovec *parts, int count);
ssize_t wrap_writev(int number, const struct iovec *parts, int count)
{
    ssize_t all = 0;
    stub_access_read(parts, (size_t)count * sizeof *parts);
    for (int i = 0; i < count; i++) {
        ssize_t done = wrap_write(number, parts[i].iov_base, parts[i].iov_len);
        if (done < 0)
            return all ? all : -1;
        all += done;
    }
    return all;
}

int wrap_open(const char *path, int flags, ...);
int wrap_open(const char *path, int flags, ...)
{
    stub_access_read(path, strlen(path) + 1);
    return stub_open(path, flags);
}

int wrap_open64(const char *path, int flags, ...) __attribute__((alias("wrap_open")));

int wrap_creat(const char *path, mode_t mode);
int wrap_creat(const char *path, mode_t mode)
{
    (void)mode;
    return wrap_open(path, O_WRONLY | O_CREAT | O_TRUNC);
}

int wrap_unlink(const char *path);
int wrap_unlink(const char *path)
{
    stub_access_read(path, strlen(path) + 1);
    return stub_unlink(path);
}

int wrap_rename(const char *from, const char *to);
int wrap_rename(const char *from, const char *to)
{
    stub_access_read(from, strlen(from) + 1);
    stub_access_read(to, strlen(to) + 1);
    return stub_rename(from, to);
}

int wrap_remove(const char *path) __attribute__((alias("wrap_unlink")));

int wrap_access(const char *path, int mode);
int wrap_access(const char *path, int mode)
{
    stub_access_read(path, strlen(path) + 1);
    return stub_access(path, mode);
}

int wrap_pipe2(int *place, int flags);
int wrap_pipe2(int *place, int flags)
{
    stub_access_write(place, 2 * sizeof *place);
    return stub_pipe(place, flags);
}

int wrap_pipe(int *place);
int wrap_pipe(int *place)
{
    return wrap_pipe2(place, 0);
}

int wrap_mkstemp(char *path);
int wrap_mkstemp(char *path)
{
    stub_access_write(path, strlen(path) + 1);
    return stub_mkstemp(path);
}

int wrap_fstat(int number, struct stat *to);
int wrap_fstat(int number, struct stat *to)
{
    stub_access_write(to, sizeof *to);
    return stub_fstat(number, to);
}

int wrap_stat(const char *path, struct stat *to);
int wrap_stat(const char *path, struct stat *to)
{
    stub_access_read(path, strlen(path) + 1);
    stub_access_write(to, sizeof *to);
    return stub_stat(path, to);
}

int wrap_lstat(const char *path, struct stat *to) __attribute__((alias("wrap_stat")));

/* Streams. */

static int number_of(const stream *file)
{
    size_t number = (size_t)(file - descriptors);
    if (number >= DESCRIPTORS_MAX || !descriptors[number].file)
        stub_bad_stream(file);
    return (int)number;
}

static stream *stream_of(int number)
{
    return number < 0 ? NULL : &descriptors[number];
}

static int flags_of(const char *mode)
{
    int plus = strchr(mode, '+') != NULL, excluding = strchr(mode, 'x') ? O_EXCL : 0;
    if (mode[0] == 'r')
        return plus ? O_RDWR : O_RDONLY;
    return (plus ? O_RDWR : O_WRONLY) | O_CREAT | excluding | (mode[0] == 'a' ? O_APPEND : O_TRUNC);
}

stream *wrap_fopen(const char *path, const char *mode);
stream *wrap_fopen(const char *path, const char *mode)
{
    stub_access_read(mode, strlen(mode) + 1);
    return stream_of(wrap_open(path, flags_of(mode)));
}

stream *wrap_fopen64(const char *path, const char *mode) __attribute__((alias("wrap_fopen")));

stream *wrap_fdopen(int number, const char *mode);
stream *wrap_fdopen(int number, const char *mode)
{
    stub_access_read(mode, strlen(mode) + 1);
    return stream_of(number);
}

stream *wrap_tmpfile(void);
stream *wrap_tmpfile(void)
{
    char path[] = "/tmp/tmpfileXXXXXX";
    int number = stub_mkstemp(path);
    if (number >= 0)
        stub_unlink(path);
    return stream_of(number);
}

int wrap_fclose(stream *file);
int wrap_fclose(stream *file)
{
    return stub_close(number_of(file)) ? EOF : 0;
}

int wrap_fileno(const stream *file);
int wrap_fileno(const stream *file)
{
    return number_of(file);
}

size_t wrap_fread(void *to, size_t size, size_t count, stream *file);
size_t wrap_fread(void *to, size_t size, size_t count, stream *file)
{
    int number = number_of(file);
    size_t bytes = size * count;
    stub_access_write(to, stub_file_room(number, bytes, EVERY));
    ssize_t done = bytes ? stub_file_read(number, to, bytes, EVERY) : 0;
    if (done > 0 && (size_t)done < bytes) { /* a pipe gives what it has; and the end is noted */
        char *rest = (char *)to + done;
        ssize_t more = stub_file_read(number, rest, bytes - (size_t)done, EVERY);
        done += more > 0 ? more : 0;
    }
    if (done < 0)
        stub_file_clear(number, 1);
    return done > 0 ? (size_t)done / size : 0;
}

size_t wrap_fwrite(const void *from, size_t size, size_t count, stream *file);
size_t wrap_fwrite(const void *from, size_t size, size_t count, stream *file)
{
    int number = number_of(file);
    size_t bytes = size * count;
    ssize_t done = bytes > 0 ? wrap_write(number, from, bytes) : 0;
    if (done < 0)
        stub_file_clear(number, 1);
    return done > 0 ? (size_t)done / size : 0;
}

int wrap_fgetc(stream *file);
int wrap_fgetc(stream *file)
{
    unsigned char byte = 0;
    ssize_t done = stub_file_read(number_of(file), &byte, 1, EVERY);
    return done == 1 ? byte : EOF;
}

int wrap_getc(stream *file) __attribute__((alias("wrap_fgetc")));
int wrap_getc_unlocked(stream *file) __attribute__((alias("wrap_fgetc")));
int wrap_fgetc_unlocked(stream *file) __attribute__((alias("wrap_fgetc")));

extern stream *wrap_stdin, *wrap_stdout;

int wrap_getchar(void);
int wrap_getchar(void)
{
    return wrap_fgetc(wrap_stdin);
}

int wrap_ungetc(int byte, stream *file);
int wrap_ungetc(int byte, stream *file)
{
    return stub_file_push(number_of(file), byte);
}

char *wrap_fgets(char *to, int size, stream *file);
char *wrap_fgets(char *to, int size, stream *file)
{
    int number = number_of(file);
    if (size < 2)
        return NULL;
    stub_access_write(to, stub_file_room(number, (size_t)size - 1, LINE) + 1);
    ssize_t done = stub_file_read(number, to, (size_t)size - 1, LINE);
    if (done <= 0)
        return NULL;
    stub_access_write(to + done, 1);
    to[done] = '\0';
    return to;
}

ssize_t wrap_getdelim(char **line, size_t *room, int stop, stream *file);
ssize_t wrap_getdelim(char **line, size_t *room, int stop, stream *file)
{
    int number = number_of(file);
    stub_access_write(line, sizeof *line);
    stub_access_write(room, sizeof *room);
    size_t wanted = stub_file_room(number, TEXT_MAX, stop) + 1;
    if (!*line || *room < wanted) {
        *line = wrap_realloc(*line, wanted < 120 ? 120 : wanted);
        *room = wanted < 120 ? 120 : wanted;
    }
    stub_access_write(*line, wanted);
    ssize_t done = stub_file_read(number, *line, *room - 1, stop);
    if (done <= 0)
        return -1;
    (*line)[done] = '\0';
    return done;
}

ssize_t wrap_getline(char **line, size_t *room, stream *file);
ssize_t wrap_getline(char **line, size_t *room, stream *file)
{
    return wrap_getdelim(line, room, LINE, file);
}

int wrap_fputs(const char *text, stream *file);
int wrap_fputs(const char *text, stream *file)
{
    int number = number_of(file);
    size_t length = strlen(text);
    stub_access_read(text, length + 1);
    return stub_file_write(number, text, length) < 0 ? EOF : 1;
}

int wrap_puts(const char *text);
int wrap_puts(const char *text)
{
    int done = wrap_fputs(text, wrap_stdout);
    return stub_file_write(number_of(wrap_stdout), "\n", 1) < 0 ? EOF : done;
}

int wrap_fputc(int byte, stream *file);
int wrap_fputc(int byte, stream *file)
{
    unsigned char one = (unsigned char)byte;
    return stub_file_write(number_of(file), &one, 1) == 1 ? one : EOF;
}

int wrap_putc(int byte, stream *file) __attribute__((alias("wrap_fputc")));
int wrap_putc_unlocked(int byte, stream *file) __attribute__((alias("wrap_fputc")));
int wrap_fputc_unlocked(int byte, stream *file) __attribute__((alias("wrap_fputc")));

int wrap_putchar(int byte);
int wrap_putchar(int byte)
{
    return wrap_fputc(byte, wrap_stdout);
}

void wrap_perror(const char *text);
void wrap_perror(const char *text)
{
    extern int *wrap___errno_location(void);
    extern int wrap_fprintf(stream * file, const char *format, ...);
    extern stream *wrap_stderr;
    int number = *wrap___errno_location();
    wrap_fprintf(wrap_stderr, "%s%s%s\n", text ? text : "", text ? ": " : "", strerror(number));
}

int wrap_fseek(stream *file, long offset, int whence);
int wrap_fseek(stream *file, long offset, int whence)
{
    return stub_lseek(number_of(file), offset, whence) < 0 ? -1 : 0;
}

int wrap_fseeko(stream *file, off_t offset, int whence) __attribute__((alias("wrap_fseek")));

long wrap_ftell(stream *file);
long wrap_ftell(stream *file)
{
    return stub_lseek(number_of(file), 0, SEEK_CUR);
}

off_t wrap_ftello(stream *file) __attribute__((alias("wrap_ftell")));

void wrap_rewind(stream *file);
void wrap_rewind(stream *file)
{
    stub_lseek(number_of(file), 0, SEEK_SET);
    stub_file_clear(number_of(file), 0);
}

int wrap_feof(const stream *file);
int wrap_feof(const stream *file)
{
    return descriptors[number_of(file)].eof != 0;
}

int wrap_ferror(const stream *file);
int wrap_ferror(const stream *file)
{
    return descriptors[number_of(file)].error != 0;
}

void wrap_clearerr(stream *file);
void wrap_clearerr(stream *file)
{
    stub_file_clear(number_of(file), 0);
}

int wrap_fflush(stream *file);
int wrap_fflush(stream *file)
{
    if (file)
        number_of(file);
    return 0;
}

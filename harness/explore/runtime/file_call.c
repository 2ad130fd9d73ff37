/* file_call.c: opening, closing and what else is done with descriptors. Two
 * threads that open or close at a time compete for the lowest free number and
 * for paths: all that is one object, `table`. */
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/given.h"
#include "explore/runtime/name.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum action { OPEN, CLOSE, SEEK, RESIZE, REMOVE, PIPE, EVENT, FLAGS, PUSH, CLEAR, TEMPORARY };

static uint64_t table; /* its address stands for the descriptors and paths as a whole */

static const char *path_of(uint64_t address)
{
    const char *path = (const char *)(uintptr_t)address;
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    return path;
}

static void refuse_chance(const char *path)
{
    if (strcmp(path, "/dev/urandom") == 0)
        runtime_unsupported_at("reading /dev/urandom is non-deterministic", program_pc());
    if (strcmp(path, "/dev/random") == 0)
        runtime_unsupported_at("reading /dev/random is non-deterministic", program_pc());
}

static struct file *make_named(const char *path)
{
    struct file *file = file_make(FILE_OWN);
    name_set(path, file);
    return file;
}

/* The folder that would hold the path is one that can be written outside too. */
static int folder_trouble(const char *path)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (length >= sizeof folder)
        return ENAMETOOLONG;
    memcpy(folder, slash && length ? path : slash ? "/" : ".", slash && length ? length : 1);
    folder[slash && length ? length : 1] = '\0';
    return access(folder, W_OK) == 0 ? 0 : errno;
}

/* A file of the program's with the bytes of one that exists outside. */
static struct file *copy_given(const char *path, const struct given *from, bool empty)
{
    struct file *file = make_named(path);
    if (empty)
        return file;
    file_log(file, 0, from->size);
    memcpy((char *)(uintptr_t)file->base, from->bytes, from->size);
    model_store(&file->size, from->size);
    return file;
}

static struct file *use_given(const struct given *from)
{
    struct file *file = file_make(FILE_GIVEN);
    model_store(&file->base, (uint64_t)(uintptr_t)from->bytes);
    model_store(&file->size, from->size);
    model_store(&file->given, (uint64_t)(from - given) + 1);
    return file;
}

static struct file *open_outside(const char *path, int flags, int *trouble)
{
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    int number = given_find(path);
    if (number == -ENOENT && (flags & O_CREAT) && (*trouble = folder_trouble(path)) == 0)
        return make_named(path);
    if (number == -ENOTSUP)
        runtime_unsupported_at("opening a device", program_pc());
    if (number < 0)
        *trouble = *trouble ? *trouble : -number;
    else if ((flags & O_CREAT) && (flags & O_EXCL))
        *trouble = EEXIST;
    else if (S_ISDIR(given[number].status.st_mode) && !writes)
        runtime_unsupported_at("opening a folder", program_pc());
    else if (S_ISDIR(given[number].status.st_mode))
        *trouble = EISDIR;
    else if (writes && access(path, W_OK) != 0)
        *trouble = errno;
    if (*trouble)
        return NULL;
    return writes ? copy_given(path, &given[number], flags & O_TRUNC) : use_given(&given[number]);
}

static struct file *open_own(struct file *file, int flags, int *trouble)
{
    if ((flags & O_CREAT) && (flags & O_EXCL)) {
        *trouble = EEXIST;
        return NULL;
    }
    if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY)
        file_resize(file, 0);
    return file;
}

static uint64_t mode_of(int flags)
{
    int way = flags & O_ACCMODE;
    return (way != O_WRONLY ? MODE_READ : 0u) | (way != O_RDONLY ? MODE_WRITE : 0u) |
           (flags & O_APPEND ? MODE_APPEND : 0u) | (flags & O_NONBLOCK ? MODE_NONBLOCK : 0u);
}

static uint64_t open_path(uint64_t address, int flags)
{
    const char *path = path_of(address);
    struct file *file = NULL;
    int trouble = 0;
    refuse_chance(path);
    if (strcmp(path, "/dev/null") == 0)
        return file_attach(file_make(FILE_NULL), mode_of(flags));
    enum name_state state = name_find(path, &file);
    if (state == NAME_OWN)
        file = open_own(file, flags, &trouble);
    else if (state == NAME_REMOVED && (flags & O_CREAT))
        file = make_named(path);
    else if (state == NAME_REMOVED)
        trouble = ENOENT;
    else
        file = open_outside(path, flags, &trouble);
    return file ? file_attach(file, mode_of(flags)) : file_error(trouble);
}

static uint64_t close_number(uint64_t number)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    struct file *file = file_of(descriptor);
    model_store(&file->readers, file->readers - (descriptor->mode & MODE_READ ? 1 : 0));
    model_store(&file->writers, file->writers - (descriptor->mode & MODE_WRITE ? 1 : 0));
    model_store(&descriptor->file, 0);
    file_forget(file);
    return 0;
}

static uint64_t seek(uint64_t number, int64_t offset, int whence)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    const struct file *file = file_of(descriptor);
    if (file->kind != FILE_GIVEN && file->kind != FILE_OWN)
        return file_error(ESPIPE);
    int64_t from = whence == SEEK_SET   ? 0
                   : whence == SEEK_CUR ? (int64_t)(descriptor->position - !!descriptor->pushed)
                                        : (int64_t)file->size;
    if (whence < SEEK_SET || whence > SEEK_END || from + offset < 0)
        return file_error(EINVAL);
    model_store(&descriptor->position, (uint64_t)(from + offset));
    model_store(&descriptor->pushed, 0);
    model_store(&descriptor->eof, 0);
    return descriptor->position;
}

static uint64_t resize(uint64_t number, uint64_t size)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    if (file_of(descriptor)->kind != FILE_OWN || !(descriptor->mode & MODE_WRITE))
        return file_error(EINVAL);
    if (size > FILE_ROOM)
        return file_error(EFBIG);
    file_resize(file_of(descriptor), size);
    return 0;
}

static uint64_t remove_path(uint64_t address)
{
    const char *path = path_of(address);
    struct file *file = NULL;
    enum name_state state = name_find(path, &file);
    int number = state == NAME_OUTSIDE ? given_find(path) : 0;
    if (state == NAME_REMOVED || number < 0)
        return file_error(number < 0 ? -number : ENOENT);
    if (state == NAME_OUTSIDE && S_ISDIR(given[number].status.st_mode))
        return file_error(EISDIR);
    name_set(path, NULL);
    if (file)
        file_forget(file);
    return 0;
}

static uint64_t make_pipe(uint64_t place, uint64_t flags)
{
    struct file *file = file_make(FILE_PIPE);
    uint64_t more = flags & O_NONBLOCK ? MODE_NONBLOCK : 0;
    access_put(place, 4, file_attach(file, MODE_READ | more));
    access_put(place + 4, 4, file_attach(file, MODE_WRITE | more));
    return 0;
}

static uint64_t make_event(uint64_t value, uint64_t flags)
{
    struct file *file = file_make(FILE_EVENT);
    model_store(&file->size, (uint32_t)value);
    return file_attach(file, MODE_READ | MODE_WRITE | (flags & EFD_NONBLOCK ? MODE_NONBLOCK : 0u) |
                                 (flags & EFD_SEMAPHORE ? MODE_SEMAPHORE : 0u));
}

/* mkstemp: the first name that is not there; mkstemp's own are random. */
static uint64_t make_temporary(uint64_t address)
{
    char *path = (char *)(uintptr_t)address;
    size_t length = strlen(path);
    if (length < 6 || strcmp(path + length - 6, "XXXXXX") != 0)
        return file_error(EINVAL);
    memory_log(address + length - 6, 6, model.current);
    for (unsigned i = 0; i < FILES_MAX + 1; i++) {
        struct file *file;
        memcpy(path + length - 6, "000000", 6);
        path[length - 2] = (char)('0' + i / 10);
        path[length - 1] = (char)('0' + i % 10);
        if (name_find(path, &file) != NAME_OWN && access(path, F_OK) != 0)
            return open_path(address, O_RDWR | O_CREAT | O_EXCL);
    }
    return file_error(EEXIST);
}

static uint64_t push(uint64_t number, uint64_t byte)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor || descriptor->pushed || (int)byte < 0)
        return (uint64_t)-1;
    model_store(&descriptor->pushed, (byte & 255) + 1);
    model_store(&descriptor->eof, 0);
    return byte & 255;
}

static uint64_t flags_of(uint64_t number, uint64_t command, uint64_t flags)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    uint64_t mode = descriptor->mode;
    if (command == F_SETFL)
        model_store(&descriptor->mode, (mode & ~(uint64_t)(MODE_NONBLOCK | MODE_APPEND)) |
                                           (flags & O_NONBLOCK ? MODE_NONBLOCK : 0u) |
                                           (flags & O_APPEND ? MODE_APPEND : 0u));
    if (command != F_GETFL)
        return 0;
    return (mode & MODE_WRITE ? mode & MODE_READ ? O_RDWR : O_WRONLY : O_RDONLY) |
           (mode & MODE_NONBLOCK ? O_NONBLOCK : 0u) | (mode & MODE_APPEND ? O_APPEND : 0u);
}

static uint64_t clear(uint64_t number, uint64_t error)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    model_store(&descriptor->eof, 0);
    model_store(&descriptor->error, error);
    return 0;
}

/* argument[0]: the action; [1] and [2]: what it is given. */
static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)way;
    uint64_t number = op->argument[0] >> 8, x = op->argument[1], y = op->argument[2];
    switch ((enum action)(op->argument[0] & 255)) {
    case OPEN:
        result[0] = open_path(x, (int)y);
        break;
    case CLOSE:
        result[0] = close_number(number);
        break;
    case SEEK:
        result[0] = seek(number, (int64_t)x, (int)y);
        break;
    case RESIZE:
        result[0] = resize(number, x);
        break;
    case REMOVE:
        result[0] = remove_path(x);
        break;
    case PIPE:
        result[0] = make_pipe(x, y);
        break;
    case EVENT:
        result[0] = make_event(x, y);
        break;
    case FLAGS:
        result[0] = flags_of(number, x, y);
        break;
    case PUSH:
        result[0] = push(number, x);
        break;
    case CLEAR:
        result[0] = clear(number, x);
        break;
    case TEMPORARY:
        result[0] = make_temporary(x);
        break;
    }
    return OP_DONE;
}

const struct op_class op_class_file = {.execute = execute};

static uint64_t on_table(enum action action, uint64_t x, uint64_t y)
{
    return file_perform((struct op){.kind = OP_FILE,
                                    .address = (uint64_t)(uintptr_t)&table,
                                    .size = 8,
                                    .argument = {action, x, y}});
}

static uint64_t on_descriptor(enum action action, uint64_t number, uint64_t x, uint64_t y)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    bool closes = action == CLOSE;
    return file_perform((struct op){.kind = OP_FILE,
                                    .address = (uint64_t)(uintptr_t)descriptor,
                                    .size = 8,
                                    .other = closes ? (uint64_t)(uintptr_t)&table : 0,
                                    .other_size = closes ? 8 : 0,
                                    .argument = {action | (uint64_t)(uint32_t)number << 8, x, y}});
}

uint64_t do_open(uint64_t path, uint64_t flags);
uint64_t do_open(uint64_t path, uint64_t flags)
{
    return on_table(OPEN, path, (uint32_t)flags);
}

uint64_t do_close(uint64_t number);
uint64_t do_close(uint64_t number)
{
    return on_descriptor(CLOSE, number, 0, 0);
}

uint64_t do_lseek(uint64_t number, uint64_t offset, uint64_t whence);
uint64_t do_lseek(uint64_t number, uint64_t offset, uint64_t whence)
{
    return on_descriptor(SEEK, number, offset, (uint32_t)whence);
}

uint64_t do_ftruncate(uint64_t number, uint64_t size);
uint64_t do_ftruncate(uint64_t number, uint64_t size)
{
    return on_descriptor(RESIZE, number, size, 0);
}

uint64_t do_unlink(uint64_t path);
uint64_t do_unlink(uint64_t path)
{
    return on_table(REMOVE, path, 0);
}

uint64_t do_pipe(uint64_t place, uint64_t flags);
uint64_t do_pipe(uint64_t place, uint64_t flags)
{
    return on_table(PIPE, place, flags);
}

uint64_t do_eventfd(uint64_t value, uint64_t flags);
uint64_t do_eventfd(uint64_t value, uint64_t flags)
{
    return on_table(EVENT, value, flags);
}

uint64_t do_fcntl(uint64_t number, uint64_t command, uint64_t flags);
uint64_t do_fcntl(uint64_t number, uint64_t command, uint64_t flags)
{
    command = (uint32_t)command;
    if (command == F_GETFD || command == F_SETFD)
        return 0;
    if (command != F_GETFL && command != F_SETFL)
        runtime_unsupported_at("this command of fcntl", program_pc());
    return on_descriptor(FLAGS, number, command, flags);
}

uint64_t do_mkstemp(uint64_t path);
uint64_t do_mkstemp(uint64_t path)
{
    return on_table(TEMPORARY, path, 0);
}

uint64_t do_file_push(uint64_t number, uint64_t byte);
uint64_t do_file_push(uint64_t number, uint64_t byte)
{
    return on_descriptor(PUSH, number, byte, 0);
}

uint64_t do_file_clear(uint64_t number, uint64_t error);
uint64_t do_file_clear(uint64_t number, uint64_t error)
{
    return on_descriptor(CLEAR, number, error, 0);
}

uint64_t do_isatty(uint64_t number);
uint64_t do_isatty(uint64_t number)
{
    if (file_descriptor(number))
        file_error(ENOTTY);
    return 0;
}

/* What is the same in every execution: times and owners of what the program
 * writes are those of nobody. */
static void describe(const struct file *file, struct stat *to)
{
    memset(to, 0, sizeof *to);
    if (file->given)
        *to = given[file->given - 1].status;
    else if (file->kind == FILE_PIPE)
        to->st_mode = S_IFIFO | 0600;
    else if (file->kind == FILE_OUTPUT || file->kind == FILE_NULL || file->kind == FILE_UNKNOWN)
        to->st_mode = S_IFCHR | 0600;
    else
        to->st_mode = S_IFREG | 0600;
    if (!file->given) {
        to->st_nlink = 1;
        to->st_blksize = 4096;
        to->st_ino = (ino_t)(file - files) + 1;
        to->st_size = file->kind == FILE_OWN ? (off_t)file->size : 0;
    }
}

static uint64_t put_status(uint64_t place, const struct stat *status)
{
    memory_log(place, sizeof *status, model.current);
    memcpy((void *)(uintptr_t)place, status, sizeof *status);
    return 0;
}

uint64_t do_fstat(uint64_t number, uint64_t place);
uint64_t do_fstat(uint64_t number, uint64_t place)
{
    const struct descriptor *descriptor = file_descriptor(number);
    struct stat status;
    if (!descriptor)
        return (uint64_t)-1;
    describe(file_of(descriptor), &status);
    return put_status(place, &status);
}

uint64_t do_stat(uint64_t address, uint64_t place);
uint64_t do_stat(uint64_t address, uint64_t place)
{
    const char *path = path_of(address);
    struct file *file;
    struct stat status;
    enum name_state state = name_find(path, &file);
    if (state == NAME_REMOVED)
        return file_error(ENOENT);
    if (state == NAME_OWN)
        describe(file, &status);
    else if (stat(path, &status) != 0)
        return file_error(errno);
    return put_status(place, &status);
}

uint64_t do_access(uint64_t address, uint64_t mode);
uint64_t do_access(uint64_t address, uint64_t mode)
{
    const char *path = path_of(address);
    struct file *file;
    enum name_state state = name_find(path, &file);
    if (state == NAME_OWN)
        return 0;
    if (state == NAME_REMOVED)
        return file_error(ENOENT);
    return access(path, (int)mode) == 0 ? 0 : file_error(errno);
}

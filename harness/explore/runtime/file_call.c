/* file_call.c: opening, closing and what else is done with descriptors. Two
 * threads that open or close at a time compete for the lowest free number and
 * for paths: all that is one object, `table`. */
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum action {
    OPEN,
    CLOSE,
    SEEK,
    RESIZE,
    REMOVE,
    PIPE,
    EVENT,
    FLAGS,
    PUSH,
    CLEAR,
    TEMPORARY,
    COPY,
    MOVE,
    RENAME
};

static uint64_t table; /* its address stands for the descriptors and paths as a whole */

static uint64_t close_number(uint64_t number)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    struct file *file = file_of(descriptor);
    file_part(descriptor);
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
        return call_error(ESPIPE);
    struct descriptor *at = file_position_of(descriptor);
    int64_t from = whence == SEEK_SET   ? 0
                   : whence == SEEK_CUR ? (int64_t)(at->position - !!descriptor->pushed)
                                        : (int64_t)file->size;
    if (whence < SEEK_SET || whence > SEEK_END || from + offset < 0)
        return call_error(EINVAL);
    model_store(&at->position, (uint64_t)(from + offset));
    model_store(&descriptor->pushed, 0);
    model_store(&descriptor->eof, 0);
    return at->position;
}

static uint64_t resize(uint64_t number, uint64_t size)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor)
        return (uint64_t)-1;
    if (file_of(descriptor)->kind != FILE_OWN || !(descriptor->mode & MODE_WRITE))
        return call_error(EINVAL);
    if (size > FILE_ROOM)
        return call_error(EFBIG);
    file_resize(file_of(descriptor), size);
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

static uint64_t push(uint64_t number, uint64_t byte)
{
    struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor || descriptor->pushed || (int)byte < 0)
        return (uint64_t)-1;
    model_store(&descriptor->pushed, (byte & 255) + 1);
    model_store(&descriptor->eof, 0);
    return byte & 255;
}

/* The lowest free number from `least` on leads to the same place. */
static uint64_t copy(uint64_t number, uint64_t least)
{
    struct descriptor *from = file_descriptor(number);
    if (!from)
        return (uint64_t)-1;
    if ((int64_t)(int32_t)least < 0)
        return call_error(EINVAL);
    uint64_t made = file_attach_from(file_of(from), from->mode, (uint32_t)least);
    if ((int64_t)made >= 0)
        model_store(&descriptors[made].shared,
                    (uint64_t)(file_position_of(from) - descriptors) + 1);
    return made;
}

static uint64_t move(uint64_t number, uint64_t to)
{
    if (!file_descriptor(number))
        return (uint64_t)-1;
    if ((uint32_t)to >= DESCRIPTORS_MAX)
        return call_error(EBADF);
    if ((uint32_t)number == (uint32_t)to)
        return to;
    if (descriptors[(uint32_t)to].file)
        close_number(to);
    return copy(number, to);
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
        result[0] = file_open(x, (int)y);
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
        result[0] = file_remove(x);
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
    case COPY:
        result[0] = copy(number, x);
        break;
    case MOVE:
        result[0] = move(number, x);
        break;
    case RENAME:
        result[0] = file_rename(x, y);
        break;
    case TEMPORARY:
        result[0] = file_make_temporary(x);
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
    bool closes = action == CLOSE || action == COPY || action == MOVE;
    return file_perform((struct op){.kind = OP_FILE,
                                    .address = (uint64_t)(uintptr_t)file_position_of(descriptor),
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

uint64_t do_rename(uint64_t from, uint64_t to);
uint64_t do_rename(uint64_t from, uint64_t to)
{
    return on_table(RENAME, from, to);
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

uint64_t do_dup(uint64_t number);
uint64_t do_dup(uint64_t number)
{
    return on_descriptor(COPY, number, 0, 0);
}

uint64_t do_dup2(uint64_t number, uint64_t to);
uint64_t do_dup2(uint64_t number, uint64_t to)
{
    return on_descriptor(MOVE, number, to, 0);
}

uint64_t do_fcntl(uint64_t number, uint64_t command, uint64_t flags);
uint64_t do_fcntl(uint64_t number, uint64_t command, uint64_t flags)
{
    command = (uint32_t)command;
    if (command == F_DUPFD || command == F_DUPFD_CLOEXEC)
        return on_descriptor(COPY, number, flags, 0);
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

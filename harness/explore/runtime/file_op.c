/* file_op.c: reading and writing descriptors. */
#include "explore/runtime/file.h"
#include "explore/runtime/access.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/output.h"
#include "explore/runtime/signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

/* Of reading and writing: argument[0]: descriptor, and above it `stop` + 1;
 * argument[1]: the program's bytes; argument[2]: how many. */
static uint64_t number_of(const struct op *op)
{
    return (uint32_t)op->argument[0];
}

uint64_t file_perform(struct op op)
{
    const struct op_class *class = op_classes[op.kind];
    uint64_t result[2] = {0, 0};
    bool step = class->enabled && !class->enabled(model.current, &op);
    if (model.count) {
        step |= access_visible(op.address, op.size, true);
        step |= op.other_size && access_visible(op.other, op.other_size, true);
    }
    if (step)
        model_park(op);
    struct op declared = op;
    if (class->execute(model.current, &op, 0, result) == OP_FAILED)
        model_park((struct op){.kind = OP_START});
    event_note(model.current, &declared, result[0]);
    return result[0];
}

/* Standard output is nobody's to wait for. */
static bool is_output(uint64_t number)
{
    return (uint32_t)number < DESCRIPTORS_MAX && descriptors[(uint32_t)number].file &&
           file_of(&descriptors[(uint32_t)number])->kind == FILE_OUTPUT;
}

static struct op transfer(enum op_kind kind, uint64_t number, uint64_t bytes, uint64_t size)
{
    struct descriptor *descriptor = file_descriptor(number);
    return (struct op){.kind = kind,
                       .address = (uint64_t)(uintptr_t)(descriptor ? file_of(descriptor) : files),
                       .size = 8,
                       .other =
                           (uint64_t)(uintptr_t)(descriptor ? file_position_of(descriptor) : NULL),
                       .other_size = descriptor ? 8 : 0,
                       .argument = {(uint32_t)number, bytes, size}};
}

uint64_t do_file_read(uint64_t number, uint64_t to, uint64_t size, int stop);
uint64_t do_file_read(uint64_t number, uint64_t to, uint64_t size, int stop)
{
    struct op op = transfer(OP_FILE_READ, number, to, size);
    op.argument[0] |= (uint64_t)(uint32_t)(stop + 1) << 32;
    if (op.other && file_of((struct descriptor *)(uintptr_t)op.other)->kind == FILE_UNKNOWN)
        runtime_unsupported_at("reading standard input: give it with --stdin FILE", program_pc());
    return file_perform(op);
}

uint64_t do_file_write(uint64_t number, uint64_t from, uint64_t size);
uint64_t do_file_write(uint64_t number, uint64_t from, uint64_t size)
{
    if (is_output(number)) {
        output_note((const void *)(uintptr_t)from, size);
        return size;
    }
    return file_perform(transfer(OP_FILE_WRITE, number, from, size));
}

static uint64_t least(uint64_t x, uint64_t y)
{
    return x < y ? x : y;
}

/* How many of the bytes there, at most `size`, up to the one to stop at. */
static uint64_t length_to(const char *bytes, uint64_t size, int stop)
{
    const char *found = stop >= 0 ? memchr(bytes, stop, size) : NULL;
    return found ? (uint64_t)(found - bytes) + 1 : size;
}

static uint64_t available(const struct descriptor *descriptor, uint64_t size, int stop)
{
    const struct file *file = file_of(descriptor);
    uint64_t from = file->kind == FILE_PIPE ? 0 : file_position_of(descriptor)->position;
    uint64_t rest = from < file->size ? least(size, file->size - from) : 0;
    return length_to((const char *)(uintptr_t)file->base + from, rest, stop);
}

uint64_t do_file_room(uint64_t number, uint64_t size, int stop);
uint64_t do_file_room(uint64_t number, uint64_t size, int stop)
{
    const struct descriptor *descriptor = file_descriptor(number);
    if (!descriptor || !(descriptor->mode & MODE_READ))
        return 0;
    const struct file *file = file_of(descriptor);
    uint64_t pushed = descriptor->pushed && size;
    if (file->kind == FILE_PIPE || file->kind == FILE_EVENT)
        return size;
    if (file->kind != FILE_GIVEN && file->kind != FILE_OWN)
        return 0;
    return pushed + available(descriptor, size - pushed, stop);
}

static bool read_enabled(unsigned thread, const struct op *op)
{
    (void)thread;
    const struct descriptor *descriptor = &descriptors[number_of(op)];
    if (number_of(op) >= DESCRIPTORS_MAX || !descriptor->file ||
        (descriptor->mode & MODE_NONBLOCK) || !(descriptor->mode & MODE_READ))
        return true;
    const struct file *file = file_of(descriptor);
    return (file->kind != FILE_PIPE && file->kind != FILE_EVENT) || file->size > 0 ||
           (file->kind == FILE_PIPE && file->writers == 0) || !op->argument[2];
}

static uint64_t read_event(struct descriptor *descriptor, struct file *file, uint64_t to,
                           uint64_t size)
{
    if (size < 8)
        return call_error(EINVAL);
    if (file->size == 0)
        return call_error(EAGAIN);
    uint64_t value = descriptor->mode & MODE_SEMAPHORE ? 1 : file->size;
    model_store(&file->size, file->size - value);
    access_put(to, 8, value);
    return 8;
}

/* A pipe's first bytes are gone once read; the others move up, so that equal
 * contents are equal states. */
static void consume(struct file *file, uint64_t size)
{
    char *bytes = (char *)(uintptr_t)file->base;
    file_log(file, 0, file->size);
    memmove(bytes, bytes + size, file->size - size);
    memset(bytes + file->size - size, 0, size);
    model_store(&file->size, file->size - size);
}

static uint64_t read_bytes(struct descriptor *descriptor, struct file *file, uint64_t to,
                           uint64_t size, int stop)
{
    uint64_t pushed = descriptor->pushed && size, count = 0;
    if (file->kind == FILE_GIVEN || file->kind == FILE_OWN || file->kind == FILE_PIPE)
        count = available(descriptor, size - pushed, stop);
    if (pushed && (int)(descriptor->pushed - 1) == stop)
        count = 0;
    if (access_bad(to, pushed + count, true))
        return (uint64_t)-1;
    if (pushed) {
        access_put(to, 1, descriptor->pushed - 1);
        model_store(&descriptor->pushed, 0);
    }
    if (!count && file->kind == FILE_PIPE && file->writers && !pushed)
        return call_error(EAGAIN);
    memory_log(to + pushed, count, model.current);
    if (file->kind == FILE_PIPE) {
        memcpy((char *)(uintptr_t)to + pushed, (char *)(uintptr_t)file->base, count);
        consume(file, count);
    } else if (count) {
        memcpy((char *)(uintptr_t)to + pushed,
               (char *)(uintptr_t)file->base + file_position_of(descriptor)->position, count);
        model_store(&file_position_of(descriptor)->position,
                    file_position_of(descriptor)->position + count);
    }
    if (!count && !pushed && size)
        model_store(&descriptor->eof, 1);
    return pushed + count;
}

static enum op_end read_execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)thread;
    struct descriptor *descriptor = file_descriptor(number_of(op));
    int stop = (int)(op->argument[0] >> 32) - 1;
    result[0] = (uint64_t)-1;
    if (!descriptor)
        return OP_DONE;
    struct file *file = file_of(descriptor);
    if (!(descriptor->mode & MODE_READ))
        call_error(EBADF);
    else if (file->kind == FILE_EVENT)
        result[0] = read_event(descriptor, file, op->argument[1], op->argument[2]);
    else
        result[0] = read_bytes(descriptor, file, op->argument[1], op->argument[2], stop);
    return model.failure.kind ? OP_FAILED : OP_DONE;
}

const struct op_class op_class_file_read = {.enabled = read_enabled, .execute = read_execute};

static bool write_enabled(unsigned thread, const struct op *op)
{
    (void)thread;
    const struct descriptor *descriptor = &descriptors[number_of(op)];
    if (number_of(op) >= DESCRIPTORS_MAX || !descriptor->file ||
        (descriptor->mode & MODE_NONBLOCK) || !(descriptor->mode & MODE_WRITE))
        return true;
    const struct file *file = file_of(descriptor);
    if (file->kind == FILE_EVENT)
        return file->size + access_get(op->argument[1], 8) < UINT64_MAX;
    return file->kind != FILE_PIPE || file->readers == 0 ||
           file->size + op->argument[2] <= PIPE_ROOM;
}

static void append(struct file *file, uint64_t at, const void *from, uint64_t size)
{
    file_log(file, at, size);
    memcpy((char *)(uintptr_t)file->base + at, from, size);
    if (at + size > file->size)
        model_store(&file->size, at + size);
}

static uint64_t write_own(struct descriptor *descriptor, struct file *file, const void *from,
                          uint64_t size)
{
    if (descriptor->mode & MODE_APPEND)
        model_store(&file_position_of(descriptor)->position, file->size);
    append(file, file_position_of(descriptor)->position, from, size);
    model_store(&file_position_of(descriptor)->position,
                file_position_of(descriptor)->position + size);
    return size;
}

static uint64_t write_pipe(struct descriptor *descriptor, struct file *file, const void *from,
                           uint64_t size)
{
    if (size > PIPE_ROOM)
        runtime_unsupported_at("a write of more than 64 KiB to a pipe", program_pc());
    if (file->readers == 0 &&
        (signal_ignored(SIGPIPE) || (signal_mask(model.current) & signal_bit(SIGPIPE))))
        return call_error(EPIPE);
    if (file->readers == 0) {
        model_fail(FINDING_CRASH, 0, "writes to a pipe that nobody can read");
        return 0;
    }
    if (file->size + size > PIPE_ROOM)
        return call_error(descriptor->mode & MODE_NONBLOCK ? EAGAIN : EBADF);
    append(file, file->size, from, size);
    return size;
}

static uint64_t write_event(struct file *file, uint64_t from, uint64_t size)
{
    uint64_t value = size < 8 ? UINT64_MAX : access_get(from, 8);
    if (value == UINT64_MAX)
        return call_error(EINVAL);
    if (file->size + value < value || file->size + value == UINT64_MAX)
        return call_error(EAGAIN);
    model_store(&file->size, file->size + value);
    return 8;
}

static enum op_end write_execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)thread;
    struct descriptor *descriptor = file_descriptor(number_of(op));
    const void *from = (const void *)(uintptr_t)op->argument[1];
    uint64_t size = op->argument[2];
    result[0] = (uint64_t)-1;
    if (!descriptor)
        return OP_DONE;
    struct file *file = file_of(descriptor);
    if (!(descriptor->mode & MODE_WRITE))
        call_error(EBADF);
    else if (file->kind == FILE_EVENT)
        result[0] = write_event(file, op->argument[1], size);
    else if (file->kind == FILE_PIPE)
        result[0] = write_pipe(descriptor, file, from, size);
    else if (file->kind == FILE_OWN)
        result[0] = write_own(descriptor, file, from, size);
    else
        result[0] = size;
    return model.failure.kind ? OP_FAILED : OP_DONE;
}

const struct op_class op_class_file_write = {.enabled = write_enabled, .execute = write_execute};

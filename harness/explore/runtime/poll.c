/* poll.c: waiting until a descriptor can be read or written. */
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"

#include <poll.h>

static struct pollfd *asked_of(const struct op *op)
{
    return (struct pollfd *)(uintptr_t)op->argument[0];
}

static short readable(const struct file *file)
{
    switch (file->kind) {
    case FILE_PIPE:
        return (short)((file->size ? POLLIN : 0) | (file->writers ? 0 : POLLHUP));
    case FILE_EVENT:
        return file->size ? POLLIN : 0;
    default:
        return POLLIN;
    }
}

static short writable(const struct file *file)
{
    if (file->kind == FILE_PIPE && !file->readers)
        return POLLERR;
    return file->kind == FILE_PIPE && file->size == PIPE_ROOM ? 0 : POLLOUT;
}

/* What is so of one descriptor now. */
static short found(const struct pollfd *asked)
{
    const struct descriptor *descriptor = &descriptors[(uint32_t)asked->fd];
    short wanted = (short)(asked->events | POLLERR | POLLHUP);
    if (asked->fd < 0)
        return 0;
    if (asked->fd >= DESCRIPTORS_MAX || !descriptor->file)
        return POLLNVAL;
    const struct file *file = file_of(descriptor);
    return (short)(wanted & ((descriptor->mode & MODE_READ ? readable(file) : 0) |
                             (descriptor->mode & MODE_WRITE ? writable(file) : 0)));
}

/* argument[0]: the descriptors; [1]: how many; [2]: it may time out. */
static bool enabled(unsigned thread, const struct op *op)
{
    (void)thread;
    for (uint64_t i = 0; i < op->argument[1] && !op->argument[2]; i++)
        if (found(&asked_of(op)[i]))
            return true;
    return op->argument[2];
}

static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)thread;
    result[0] = 0;
    for (uint64_t i = 0; i < op->argument[1]; i++) {
        struct pollfd *asked = &asked_of(op)[i];
        short now = found(asked);
        access_put((uint64_t)(uintptr_t)&asked->revents, 2, (uint16_t)now);
        result[0] += now != 0;
    }
    return OP_DONE;
}

const struct op_class op_class_poll = {.enabled = enabled, .execute = execute};

static void widen(uint64_t *from, uint64_t *size, uint64_t address, uint64_t more)
{
    uint64_t end = *size ? *from + *size : address;
    *from = *size && *from < address ? *from : address;
    *size = (end > address + more ? end : address + more) - *from;
}

/* What the step touches: the files and descriptors asked for, and what lies
 * between them in their tables. */
static void cover(struct op *op)
{
    for (uint64_t i = 0; i < op->argument[1]; i++) {
        int number = asked_of(op)[i].fd;
        if (number < 0 || number >= DESCRIPTORS_MAX)
            continue;
        const struct descriptor *descriptor = &descriptors[number];
        widen(&op->other, &op->other_size, (uint64_t)(uintptr_t)descriptor, 8);
        if (descriptor->file)
            widen(&op->address, &op->size, (uint64_t)(uintptr_t)file_of(descriptor), 8);
    }
}

static void refuse_unknown(const struct op *op)
{
    for (uint64_t i = 0; i < op->argument[1]; i++) {
        const struct pollfd *asked = &asked_of(op)[i];
        if (asked->fd >= 0 && asked->fd < DESCRIPTORS_MAX && descriptors[asked->fd].file &&
            (asked->events & POLLIN) && file_of(&descriptors[asked->fd])->kind == FILE_UNKNOWN)
            runtime_unsupported_at("reading standard input: give it with --stdin FILE",
                                   program_pc());
    }
}

uint64_t do_poll(uint64_t asked, uint64_t count, uint64_t timed);
uint64_t do_poll(uint64_t asked, uint64_t count, uint64_t timed)
{
    struct op op = {.kind = OP_POLL, .argument = {asked, count, timed}};
    refuse_unknown(&op);
    cover(&op);
    return file_perform(op);
}

/* file.c: the tables of files and descriptors. */
#include "explore/runtime/file.h"
#include "explore/runtime/access.h"
#include "explore/runtime/given.h"

#include <errno.h>
#include <string.h>

struct file files[FILES_MAX];
struct descriptor descriptors[DESCRIPTORS_MAX];

/* What the program's stdin, stdout and stderr are. */
extern struct descriptor *wrap_stdin, *wrap_stdout, *wrap_stderr;
struct descriptor *wrap_stdin = &descriptors[0];
struct descriptor *wrap_stdout = &descriptors[1];
struct descriptor *wrap_stderr = &descriptors[2];

int file_init(const char *input)
{
    files[0] = (struct file){.kind = FILE_UNKNOWN, .readers = 1};
    files[1] = (struct file){.kind = FILE_OUTPUT, .writers = 2};
    descriptors[0] = (struct descriptor){.file = 1, .mode = MODE_READ};
    descriptors[1] = (struct descriptor){.file = 2, .mode = MODE_WRITE};
    descriptors[2] = descriptors[1];
    if (!input)
        return 0;
    int number = given_find(input);
    if (number < 0)
        return number;
    files[0].kind = FILE_GIVEN;
    files[0].given = (uint64_t)number + 1;
    files[0].base = (uint64_t)(uintptr_t)given[number].bytes;
    files[0].size = given[number].size;
    return 0;
}

struct descriptor *file_descriptor(uint64_t number)
{
    if ((uint32_t)number < DESCRIPTORS_MAX && descriptors[(uint32_t)number].file)
        return &descriptors[(uint32_t)number];
    call_error(EBADF);
    return NULL;
}

struct file *file_make(enum file_kind kind)
{
    for (unsigned i = 0; i < FILES_MAX; i++)
        if (files[i].kind == FILE_FREE) {
            model_store(&files[i].kind, kind);
            model_store(&files[i].base, FILES_BASE + i * FILE_ROOM);
            model_store(&files[i].size, 0);
            model_store(&files[i].given, 0);
            return &files[i];
        }
    runtime_unsupported("more than 64 files at a time");
}

void file_part(struct descriptor *descriptor)
{
    struct descriptor *heir = NULL;
    uint64_t own = (uint64_t)(descriptor - descriptors) + 1;
    for (struct descriptor *other = descriptors; other < descriptors + DESCRIPTORS_MAX; other++) {
        if (!other->file || other->shared != own)
            continue;
        if (!heir)
            model_store(&other->position, descriptor->position);
        model_store(&other->shared, heir ? (uint64_t)(heir - descriptors) + 1 : 0);
        heir = heir ? heir : other;
    }
}

uint64_t file_attach(struct file *file, uint64_t mode)
{
    return file_attach_from(file, mode, 0);
}

uint64_t file_attach_from(struct file *file, uint64_t mode, uint64_t least)
{
    for (uint64_t i = least; i < DESCRIPTORS_MAX; i++) {
        struct descriptor *descriptor = &descriptors[i];
        if (descriptor->file)
            continue;
        model_store(&descriptor->file, (uint64_t)(file - files) + 1);
        model_store(&descriptor->position, 0);
        model_store(&descriptor->mode, mode);
        model_store(&descriptor->eof, 0);
        model_store(&descriptor->error, 0);
        model_store(&descriptor->pushed, 0);
        model_store(&descriptor->shared, 0);
        model_store(&file->readers, file->readers + (mode & MODE_READ ? 1 : 0));
        model_store(&file->writers, file->writers + (mode & MODE_WRITE ? 1 : 0));
        return i;
    }
    return call_error(EMFILE);
}

void file_log(const struct file *file, uint64_t from, uint64_t size)
{
    if (from + size > FILE_ROOM)
        runtime_unsupported("a file of more than 16 MiB");
    memory_log(file->base + from, size, model.current);
}

void file_resize(struct file *file, uint64_t size)
{
    if (size < file->size) {
        file_log(file, size, file->size - size);
        memset((char *)(uintptr_t)file->base + size, 0, file->size - size);
    }
    model_store(&file->size, size);
}

void file_forget(struct file *file)
{
    if (file->named || file->readers || file->writers)
        return;
    if (file->kind == FILE_OWN || file->kind == FILE_PIPE)
        file_resize(file, 0);
    model_store(&file->kind, FILE_FREE);
}

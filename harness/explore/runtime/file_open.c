/* file_open.c: paths: what opening, removing and renaming do to them. The caller has
 * taken a step on the table of paths. */
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/given.h"
#include "explore/runtime/name.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_path(uint64_t address)
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

uint64_t file_open(uint64_t address, int flags)
{
    const char *path = file_path(address);
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
    return file ? file_attach(file, mode_of(flags)) : call_error(trouble);
}

uint64_t file_remove(uint64_t address)
{
    const char *path = file_path(address);
    struct file *file = NULL;
    enum name_state state = name_find(path, &file);
    int number = state == NAME_OUTSIDE ? given_find(path) : 0;
    if (state == NAME_REMOVED || number < 0)
        return call_error(number < 0 ? -number : ENOENT);
    if (state == NAME_OUTSIDE && S_ISDIR(given[number].status.st_mode))
        return call_error(EISDIR);
    name_set(path, NULL);
    if (file)
        file_forget(file);
    return 0;
}

/* What lies outside is read, and renamed as the program's own copy of it. */
uint64_t file_rename(uint64_t from, uint64_t to)
{
    const char *path = file_path(from), *fresh = file_path(to);
    struct file *file = NULL, *replaced = NULL;
    enum name_state state = name_find(path, &file);
    int number = state == NAME_OUTSIDE ? given_find(path) : 0;
    if (state == NAME_REMOVED || number < 0)
        return call_error(number < 0 ? -number : ENOENT);
    if (state == NAME_OUTSIDE && S_ISDIR(given[number].status.st_mode))
        runtime_unsupported_at("renaming a folder", program_pc());
    if (strcmp(path, fresh) == 0)
        return 0;
    name_find(fresh, &replaced);
    name_set(path, NULL);
    if (state == NAME_OUTSIDE)
        copy_given(fresh, &given[number], false);
    else
        name_set(fresh, file);
    if (replaced)
        file_forget(replaced);
    return 0;
}

/* mkstemp: the first name that is not there; mkstemp's own are random. */
uint64_t file_make_temporary(uint64_t address)
{
    char *path = (char *)(uintptr_t)address;
    size_t length = strlen(path);
    if (length < 6 || strcmp(path + length - 6, "XXXXXX") != 0)
        return call_error(EINVAL);
    memory_log(address + length - 6, 6, model.current);
    for (unsigned i = 0; i < FILES_MAX + 1; i++) {
        struct file *file;
        memcpy(path + length - 6, "000000", 6);
        path[length - 2] = (char)('0' + i / 10);
        path[length - 1] = (char)('0' + i % 10);
        if (name_find(path, &file) != NAME_OWN && access(path, F_OK) != 0)
            return file_open(address, O_RDWR | O_CREAT | O_EXCL);
    }
    return call_error(EEXIST);
}

/* file_status.c: what a program can learn of a file without reading it. */
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/given.h"
#include "explore/runtime/name.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

uint64_t do_isatty(uint64_t number);
uint64_t do_isatty(uint64_t number)
{
    if (file_descriptor(number))
        call_error(ENOTTY);
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
    const char *path = file_path(address);
    struct file *file;
    struct stat status;
    enum name_state state = name_find(path, &file);
    if (state == NAME_REMOVED)
        return call_error(ENOENT);
    if (state == NAME_OWN)
        describe(file, &status);
    else if (stat(path, &status) != 0)
        return call_error(errno);
    return put_status(place, &status);
}

uint64_t do_access(uint64_t address, uint64_t mode);
uint64_t do_access(uint64_t address, uint64_t mode)
{
    const char *path = file_path(address);
    struct file *file;
    enum name_state state = name_find(path, &file);
    if (state == NAME_OWN)
        return 0;
    if (state == NAME_REMOVED)
        return call_error(ENOENT);
    return access(path, (int)mode) == 0 ? 0 : call_error(errno);
}

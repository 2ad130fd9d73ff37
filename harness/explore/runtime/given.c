#include "explore/runtime/given.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct given given[GIVEN_MAX];
static int count;

static int read_whole(int descriptor, struct given *file)
{
    file->bytes = arena_reserve(file->size + 8);
    for (uint64_t done = 0; done < file->size;) {
        ssize_t got = read(descriptor, file->bytes + done, file->size - done);
        if (got < 0)
            return -errno;
        if (got == 0)
            file->size = done;
        done += (uint64_t)got;
    }
    return 0;
}

static int load(const char *path, struct given *file)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), failed = 0;
    if (descriptor < 0 || fstat(descriptor, &file->status) != 0) {
        failed = -errno;
    } else if (S_ISREG(file->status.st_mode)) {
        file->size = (uint64_t)file->status.st_size;
        failed = read_whole(descriptor, file);
    } else if (!S_ISDIR(file->status.st_mode)) {
        failed = -ENOTSUP;
    }
    if (descriptor >= 0)
        close(descriptor);
    return failed;
}

int given_find(const char *path)
{
    struct given fresh = {.size = 0};
    for (int i = 0; i < count; i++)
        if (strcmp(given[i].path, path) == 0)
            return i;
    int failed = load(path, &fresh);
    if (failed != 0)
        return failed;
    if (count == GIVEN_MAX)
        runtime_unsupported("more than 1,024 different files");
    fresh.path = arena_reserve(strlen(path) + 1);
    strcpy(fresh.path, path);
    given[count] = fresh;
    return count++;
}

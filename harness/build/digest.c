#include "build/digest.h"
#include "judge/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

struct digest *digest_new(void)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state || XXH3_128bits_reset(state) != XXH_OK)
        memory_exhausted();
    return (struct digest *)state;
}

static void add(struct digest *digest, const void *bytes, size_t size)
{
    XXH3_128bits_update((XXH3_state_t *)digest, bytes, size);
}

void digest_text(struct digest *digest, const char *text)
{
    add(digest, text, strlen(text) + 1);
}

static int add_open_file(struct digest *digest, int descriptor)
{
    static _Thread_local char bytes[1 << 16];
    uint64_t total = 0;
    ssize_t got;
    while ((got = read(descriptor, bytes, sizeof bytes)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -errno;
        add(digest, bytes, (size_t)got);
        total += (uint64_t)got;
    }
    add(digest, &total, sizeof total);
    return 0;
}

int digest_file(struct digest *digest, const char *path)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return -errno;
    int result = fstat(descriptor, &status) != 0 ? -errno : 0;
    if (result == 0 && !S_ISREG(status.st_mode))
        result = -EINVAL;
    if (result == 0)
        result = add_open_file(digest, descriptor);
    close(descriptor);
    return result;
}

void digest_finish(struct digest *digest, char text[DIGEST_TEXT])
{
    XXH128_hash_t hash = XXH3_128bits_digest((XXH3_state_t *)digest);
    snprintf(text, DIGEST_TEXT, "%016llx%016llx", (unsigned long long)hash.high64,
             (unsigned long long)hash.low64);
    XXH3_freeState((XXH3_state_t *)digest);
}

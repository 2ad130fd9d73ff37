#include "build/resources.h"
#include "judge/memory.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* The folder above bin/. */
static char *prefix(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0)
        return memory_copy_text("/usr");
    path[length] = '\0';
    return memory_copy_text(dirname(dirname(path)));
}

char *resource_path(const char *name)
{
    char *above = prefix();
    char *installed = memory_print("%s/lib/racelab/%s", above, name);
    if (access(installed, F_OK) == 0) {
        free(above);
        return installed;
    }
    char *built = memory_print("%s/lib/%s", above, name);
    free(installed);
    free(above);
    return built;
}

#include "build/flavour.h"
#include "judge/memory.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *build_flavour_name(enum build_flavour flavour)
{
    static const char *const names[] = {
#define X(name, text) text,
        BUILD_FLAVOURS(X)
#undef X
    };
    return (unsigned)flavour < BUILD_FLAVOUR_COUNT ? names[flavour] : "?";
}

static bool is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

char *build_find_program(const char *name)
{
    if (strchr(name, '/'))
        return is_program(name) ? memory_copy_text(name) : NULL;
    const char *folder = getenv("PATH");
    while (folder && *folder) {
        size_t length = strcspn(folder, ":");
        char *path = memory_print("%.*s/%s", (int)length, folder, name);
        if (length > 0 && is_program(path))
            return path;
        free(path);
        folder += length + (folder[length] == ':');
    }
    return NULL;
}

/* Debian's names of the compilers, the unversioned one first. */
enum { CLANG_NEWEST = 21, CLANG_OLDEST = 14, GCC_NEWEST = 15, GCC_OLDEST = 12 };

static char *find_family(const char *name, int newest, int oldest)
{
    char *path = build_find_program(name);
    for (int version = newest; !path && version >= oldest; version--) {
        char *versioned = memory_print("%s-%d", name, version);
        path = build_find_program(versioned);
        free(versioned);
    }
    return path;
}

static char *find_gcc(bool cxx)
{
    return find_family(cxx ? "g++" : "gcc", GCC_NEWEST, GCC_OLDEST);
}

static char *find_clang(bool cxx)
{
    return find_family(cxx ? "clang++" : "clang", CLANG_NEWEST, CLANG_OLDEST);
}

static char *find_wished(const char *variable)
{
    const char *name = getenv(variable);
    return name && *name ? build_find_program(name) : NULL;
}

char *build_compiler(enum build_flavour flavour, bool cxx)
{
    char *path = NULL;
    if (flavour == BUILD_PLAIN)
        path = find_wished(cxx ? "RACELAB_CXX" : "RACELAB_CC");
    if (flavour == BUILD_EXPLORE)
        path = find_wished(cxx ? "RACELAB_EXPLORE_CXX" : "RACELAB_EXPLORE_CC");
    if (path || flavour == BUILD_TSAN_GCC)
        return path ? path : find_gcc(cxx);
    if (flavour == BUILD_PLAIN && (path = find_gcc(cxx)) != NULL)
        return path;
    path = find_clang(cxx);
    return !path && flavour == BUILD_EXPLORE ? find_gcc(cxx) : path;
}

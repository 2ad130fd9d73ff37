#include "sanitize/tsan_options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "judge/memory.h"

enum { LLVM_OLDEST = 14, LLVM_NEWEST = 24 };

char *tsan_options(const char *user, const char *log_path, const char *symbolizer)
{
    bool has_user = user != NULL && *user != '\0';
    return memory_print("TSAN_OPTIONS=history_size=7:second_deadlock_stack=1%s%s%s%s"
                        ":exitcode=%d:halt_on_error=0:log_path=\"%s\"",
                        symbolizer != NULL ? ":external_symbolizer_path=" : "",
                        symbolizer != NULL ? symbolizer : "", has_user ? ":" : "",
                        has_user ? user : "", TSAN_EXIT_CODE, log_path);
}

static bool in_folder(const char *folder, size_t length, const char *name)
{
    char *path = memory_print("%.*s/%s", (int)length, folder, name);
    bool there = access(path, X_OK) == 0;
    free(path);
    return there;
}

static bool in_path(const char *name)
{
    const char *folder = getenv("PATH");
    while (folder != NULL && *folder != '\0') {
        size_t length = strcspn(folder, ":");
        if (length > 0 && in_folder(folder, length, name))
            return true;
        folder += length + (folder[length] == ':');
    }
    return false;
}

char *tsan_symbolizer(void)
{
    if (getenv("TSAN_SYMBOLIZER_PATH") != NULL || in_path("llvm-symbolizer"))
        return NULL;
    for (int version = LLVM_NEWEST; version >= LLVM_OLDEST; version--) {
        char *path = memory_print("/usr/lib/llvm-%d/bin/llvm-symbolizer", version);
        if (access(path, X_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

#include "explore/launch/launch.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/child.h"
#include "process/temporary.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUILD_SECONDS = 120, SOURCES_MAX = 256 };

/* The folder with explore-cc and the engine: ../lib/explore beside the tool. */
static char *engine_folder(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0)
        return NULL;
    path[length] = '\0';
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(path, '/');
        if (slash)
            *slash = '\0';
    }
    return memory_print("%s/lib/explore", path);
}

static int run_compiler(const char *program, const char *const *argv)
{
    struct child_result result;
    const struct child_spec spec = {.argv = argv, .seconds = BUILD_SECONDS};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    char text[128];
    int code = result.end == CHILD_EXITED ? result.code : EXIT_ENVIRONMENT;
    if (code != 0 && result.errors_size)
        fputs(result.errors, stderr);
    if (result.end != CHILD_EXITED)
        fprintf(stderr, "%s: cannot build: the compiler %s\n", program,
                child_end_text(&result, text, sizeof text));
    else if (code == EXIT_USAGE)
        fprintf(stderr, "%s: it does not compile\n", program);
    else if (code != 0)
        code = EXIT_ENVIRONMENT;
    child_result_release(&result);
    return code;
}

static int make_folder(const char *program, struct built *built)
{
    built->folder = temporary_template("explore");
    if (!built->folder)
        memory_exhausted();
    if (mkdtemp(built->folder)) {
        built->binary = memory_print("%s/program", built->folder);
        return 0;
    }
    fprintf(stderr, "%s: cannot make a folder '%s': %s\n", program, built->folder, strerror(errno));
    free(built->folder);
    return EXIT_ENVIRONMENT;
}

int launch_build(const char *program, const char *const *sources, struct built *built)
{
    const char *argv[SOURCES_MAX + 8];
    char *engine = engine_folder();
    size_t count = 0;
    if (!engine || make_folder(program, built) != 0) {
        free(engine);
        return EXIT_ENVIRONMENT;
    }
    char *script = memory_print("%s/explore-cc", engine);
    argv[count++] = script;
    argv[count++] = engine;
    argv[count++] = built->binary;
    argv[count++] = built->folder;
    for (size_t i = 0; sources[i] && i < SOURCES_MAX; i++)
        argv[count++] = sources[i];
    argv[count] = NULL;
    int code = run_compiler(program, argv);
    free(script);
    free(engine);
    if (code != 0)
        built_release(built);
    return code;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

void built_release(struct built *built)
{
    nftw(built->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(built->folder);
    free(built->binary);
}

#include "build/build.h"
#include "build/cache_evict.h"
#include "build/digest.h"
#include "build/recipe.h"
#include "judge/memory.h"
#include "options/option.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A change of these forms would give stale answers. */
#define CACHE_FORM "racelab build 2"

static void digest_list(struct digest *digest, const char *const *words)
{
    for (size_t i = 0; words && words[i]; i++)
        digest_text(digest, words[i]);
    digest_text(digest, "");
}

/* Variables that change what gcc, clang and ld make. */
static void digest_environment(struct digest *digest)
{
    static const char *const names[] = {"CPATH",
                                        "C_INCLUDE_PATH",
                                        "CPLUS_INCLUDE_PATH",
                                        "LIBRARY_PATH",
                                        "GCC_EXEC_PREFIX",
                                        "COMPILER_PATH",
                                        "LD_RUN_PATH",
                                        "SOURCE_DATE_EPOCH",
                                        "LANG",
                                        "CCC_OVERRIDE_OPTIONS",
                                        NULL};
    for (size_t i = 0; names[i]; i++) {
        const char *value = getenv(names[i]);
        digest_text(digest, value ? value : "");
    }
}

/* What was asked, and of which compilers and which engine, before anything is read. */
static void name_order(const struct build_order *order, const struct command *tools,
                       char key[DIGEST_TEXT])
{
    char folder[PATH_MAX];
    struct digest *digest = digest_new();
    digest_text(digest, CACHE_FORM);
    digest_text(digest, build_flavour_name(order->flavour));
    digest_list(digest, order->files);
    digest_list(digest, order->flags);
    digest_list(digest, command_argv(tools));
    digest_environment(digest);
    digest_text(digest, getcwd(folder, sizeof folder) ? folder : "");
    digest_finish(digest, key);
}

static char *in_folder(const struct build *build, const char *name)
{
    return memory_print("%s/%s", build->entry.folder, name);
}

static bool has(const struct build *build, const char *name)
{
    char *path = in_folder(build, name);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

/* Leaves the program, and the mark that it is a lab's. */
static void tidy(const struct build *build)
{
    struct dirent *file;
    DIR *folder = opendir(build->entry.folder);
    while (folder && (file = readdir(folder)) != NULL)
        if (strcmp(file->d_name, "program") != 0 && strcmp(file->d_name, "lab") != 0)
            unlinkat(dirfd(folder), file->d_name, 0);
    if (folder)
        closedir(folder);
}

static void mark_lab(const struct build *build)
{
    char *path = in_folder(build, "lab");
    FILE *file = build->lab ? fopen(path, "we") : NULL;
    if (file)
        fclose(file);
    free(path);
}

static void tell_refusal(struct build *build, int refused)
{
    char *folder = cache_folder();
    build->warning = memory_print("cannot use the cache '%s': %s; building in '%s' instead",
                                  folder ? folder : "~/.cache", strerror(refused),
                                  getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    free(folder);
}

static void make(const struct build_order *order, const char *key, struct command *inputs,
                 struct build *build)
{
    int refused;
    struct timespec started;
    clock_gettime(CLOCK_REALTIME_COARSE, &started);
    int result = cache_begin(&build->entry, &refused);
    if (refused != 0)
        tell_refusal(build, refused);
    if (result != 0) {
        build->end = BUILD_LACKING;
        build->message = memory_print("cannot make a folder to build in: %s", strerror(-result));
        return;
    }
    recipe_follow(order, build->entry.folder, build, inputs);
    if (build->end != BUILD_DONE)
        return;
    mark_lab(build);
    tidy(build);
    cache_keep(key, inputs, started, &build->entry);
}

void build_make(const struct build_order *order, struct build *build)
{
    char key[DIGEST_TEXT];
    struct command inputs = {0};
    *build = (struct build){.end = BUILD_DONE, .entry.lock = -1};
    if (!recipe_tools(order, &inputs, &build->message)) {
        build->end = BUILD_LACKING;
        command_release(&inputs);
        return;
    }
    name_order(order, &inputs, key);
    build->cached = cache_find(key, &build->entry);
    if (build->cached)
        build->lab = has(build, "lab");
    else
        make(order, key, &inputs, build);
    if (build->end == BUILD_DONE)
        build->binary = in_folder(build, "program");
    command_release(&inputs);
}

void build_release(struct build *build)
{
    free(build->binary);
    free(build->message);
    free(build->warning);
    cache_release(&build->entry);
    *build = (struct build){.entry.lock = -1};
}

int build_exit_code(const struct build *build)
{
    switch (build->end) {
    case BUILD_DONE:
        return EXIT_NOTHING_FOUND;
    case BUILD_UNFIT:
    case BUILD_REFUSED:
    case BUILD_UNLINKED:
        return EXIT_USAGE;
    case BUILD_LACKING:
        return EXIT_ENVIRONMENT;
    case BUILD_INTERRUPTED:
        return EXIT_INCONCLUSIVE;
    }
    return EXIT_BUG;
}

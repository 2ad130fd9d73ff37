#include "workshop/scaffold.h"
#include "build/resources.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/child.h"
#include "sanitize/file.h"
#include "workshop/copy.h"
#include "workshop/folder.h"
#include "workshop/scaffold_files.h"
#include "workshop/support.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int complain(char **complaint, int code, const char *what, const char *path, int error)
{
    *complaint = memory_print("%s '%s': %s", what, path, strerror(-error));
    return code;
}

static bool is_empty(const char *path)
{
    DIR *folder = opendir(path);
    bool empty = folder != NULL;
    for (struct dirent *entry; empty && (entry = readdir(folder)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (folder)
        closedir(folder);
    return empty;
}

static int make_root(const char *path, char **complaint)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return complain(complaint, EXIT_ENVIRONMENT, "cannot make", path, -errno);
    if (is_empty(path))
        return 0;
    *complaint = memory_print("'%s' is not an empty folder; name a new one", path);
    return EXIT_USAGE;
}

static int write_text(const char *root, const char *name, const char *text)
{
    char *path = memory_print("%s/%s", root, name);
    int error = copy_parents(path);
    FILE *file = error == 0 ? fopen(path, "we") : NULL;
    if (error == 0 && !file)
        error = -errno;
    if (file && (fputs(text, file) < 0 || ferror(file)))
        error = -EIO;
    if (file && fclose(file) != 0 && error == 0)
        error = -errno;
    free(path);
    return error;
}

/* "| counter | two threads ... |" for each exercise. */
static char *table_of(const struct pack *pack)
{
    char *table = memory_copy_text("");
    for (size_t i = 0; i < pack->count; i++) {
        const struct exercise *exercise = &pack->exercises[i];
        char *longer =
            memory_print("%s%zu. [%s](exercises/%s.c): %s\n", table, i + 1, exercise->name,
                         exercise->name, exercise_text(exercise, "title", ""));
        free(table);
        table = longer;
    }
    return table;
}

static int write_fixed(const struct pack *pack, const char *language, const char *root)
{
    int error = 0;
    char *table = table_of(pack);
    char *readme = memory_print("%s%s%s", scaffold_readme_head, table, scaffold_readme_foot);
    char *marker =
        memory_print("racelab-workshop %d\n%s%s%s", FOLDER_VERSION, language ? "language " : "",
                     language ? language : "", language ? "\n" : "");
    for (size_t i = 0; scaffold_files[i].name && error == 0; i++)
        error = write_text(root, scaffold_files[i].name, scaffold_files[i].text);
    if (error == 0)
        error = write_text(root, "README.md", readme);
    if (error == 0)
        error = write_text(root, ".racelab/workshop", marker);
    free(marker);
    free(readme);
    free(table);
    return error;
}

/* The lab's folders, as they are. */
static int copy_exercises(const struct pack *pack, const char *root)
{
    static const char *const sides[] = {"labs", "fixes"};
    int error = 0;
    for (size_t i = 0; i < pack->count && error == 0; i++)
        for (size_t k = 0; k < 2 && error == 0; k++) {
            char *from = memory_print("%s/%s/%s", pack->folder, sides[k], pack->exercises[i].name);
            char *to =
                memory_print("%s/.racelab/pack/%s/%s", root, sides[k], pack->exercises[i].name);
            error = access(from, F_OK) == 0 ? copy_tree(from, to) : 0;
            free(from);
            free(to);
        }
    return error;
}

static int copy_source(const char *root)
{
    char *from = resource_path("source"), *to = memory_print("%s/.racelab/source", root);
    int error = copy_tree(from, to);
    free(from);
    free(to);
    return error;
}

/* The exercise's headers, for whoever explores it by hand or by a key. */
static int lay_models(const struct folder *folder, const struct exercise *exercise)
{
    char *models = folder_models(folder, exercise);
    int error = models ? copy_parents(models) : 0;
    if (models && error == 0 && mkdir(models, 0777) != 0)
        error = -errno;
    if (models && error == 0)
        error = support_lay(exercise, models);
    free(models);
    return error;
}

static int write_exercises(const char *root, const char *language, char **complaint)
{
    char *pack_path = memory_print("%s/.racelab/pack", root);
    struct folder folder = {.path = memory_copy_text(root), .lock = -1};
    char *exercises = memory_print("%s/exercises", root);
    int error = pack_open(pack_path, language, &folder.pack, complaint);
    if (error == 0 && mkdir(exercises, 0777) != 0)
        error = -errno;
    for (size_t i = 0; i < folder.pack.count && error == 0; i++) {
        error = lay_models(&folder, &folder.pack.exercises[i]);
        if (error == 0)
            error = folder_reset(&folder, &folder.pack.exercises[i]);
    }
    free(exercises);
    free(pack_path);
    folder_release(&folder);
    return error;
}

/* Outside of any repository the folder becomes one. Without git, or where git
 * does not want to, the workshop works all the same. */
static void make_repository(const char *root)
{
    struct child_result result;
    const char *const inside[] = {"git", "-C", root, "rev-parse", "--git-dir", NULL};
    const char *const init[] = {"git", "-C", root, "init", "--quiet", NULL};
    const struct child_spec ask = {.argv = inside, .seconds = 10};
    const struct child_spec make = {.argv = init, .seconds = 10};
    if (child_run(&ask, &result) != 0)
        memory_exhausted();
    bool outside = result.end == CHILD_EXITED && result.code != 0;
    child_result_release(&result);
    if (outside && child_run(&make, &result) == 0)
        child_result_release(&result);
}

int scaffold(const struct pack *pack, const char *language, const char *path, char **complaint)
{
    *complaint = NULL;
    int code = make_root(path, complaint);
    if (code != 0)
        return code;
    int error = write_fixed(pack, language, path);
    if (error == 0)
        error = copy_exercises(pack, path);
    if (error == 0)
        error = copy_source(path);
    if (error == 0)
        error = write_exercises(path, language, complaint);
    if (error != 0 && !*complaint)
        return complain(complaint, EXIT_ENVIRONMENT, "cannot fill", path, error);
    if (error == 0)
        make_repository(path);
    return error == 0 ? 0 : EXIT_ENVIRONMENT;
}

int scaffold_pack(const char *path, char **complaint)
{
    *complaint = NULL;
    int code = make_root(path, complaint);
    if (code != 0)
        return code;
    char *template = resource_path("template");
    int error = copy_tree(template, path);
    free(template);
    return error == 0 ? 0 : complain(complaint, EXIT_ENVIRONMENT, "cannot fill", path, error);
}

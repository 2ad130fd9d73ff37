#include "workshop/support.h"
#include "workshop/folder.h"
#include "judge/memory.h"
#include "options/option.h"
#include "report/saved_file.h"
#include "sanitize/file.h"
#include "workshop/task.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The folder itself or the nearest one above that is a workshop; NULL: none. */
static char *find_root(const char *path)
{
    char whole[PATH_MAX];
    if (!realpath(path, whole))
        return NULL;
    for (;;) {
        char *marker = memory_print("%s/.racelab/workshop", strcmp(whole, "/") == 0 ? "" : whole);
        bool is = access(marker, F_OK) == 0;
        free(marker);
        if (is)
            return memory_copy_text(whole);
        char *slash = strrchr(whole, '/');
        if (!slash || whole[1] == '\0')
            return NULL;
        slash[slash == whole] = '\0';
    }
}

static int refuse(char **complaint, int code, char *sentence)
{
    *complaint = sentence;
    return code;
}

static int read_marker(struct folder *folder, char **complaint)
{
    char *path = memory_print("%s/.racelab/workshop", folder->path), *text;
    size_t size;
    long version = 0;
    int error = file_read(path, &text, &size), code = 0;
    if (error != 0) {
        code = refuse(complaint, EXIT_ENVIRONMENT,
                      memory_print("cannot read '%s': %s", path, strerror(-error)));
        free(path);
        return code;
    }
    char *rest = NULL, *line = strtok_r(text, "\n", &rest);
    if (!line || strncmp(line, "racelab-workshop ", 17) != 0 ||
        !option_read_count(line + 17, 1, 1000000, &version))
        code = refuse(complaint, EXIT_USAGE,
                      memory_print("'%s' is damaged; write 'racelab-workshop %d' into it", path,
                                   FOLDER_VERSION));
    else if (version > FOLDER_VERSION)
        code = refuse(complaint, EXIT_USAGE,
                      memory_print("'%s' is a workshop of version %ld, and this racelab knows "
                                   "version %d: use a newer racelab",
                                   folder->path, version, FOLDER_VERSION));
    line = code == 0 ? strtok_r(NULL, "\n", &rest) : NULL;
    if (line && strncmp(line, "language ", 9) == 0 && strlen(line) < 20)
        folder->language = memory_copy_text(line + 9);
    free(text);
    free(path);
    return code;
}

static char *progress_path(const struct folder *folder)
{
    return memory_print("%s/.racelab/progress", folder->path);
}

/* progress.damaged, progress.damaged-2, ...: nothing is overwritten. */
static char *put_aside(const char *path)
{
    for (int i = 1; i < 1000; i++) {
        char *aside =
            i == 1 ? memory_print("%s.damaged", path) : memory_print("%s.damaged-%d", path, i);
        if (access(aside, F_OK) != 0 && rename(path, aside) == 0)
            return aside;
        free(aside);
    }
    return NULL;
}

static int read_progress(struct folder *folder, char **complaint)
{
    char *path = progress_path(folder);
    int error = progress_read(path, &folder->progress), code = 0;
    if (error == -EINVAL && (folder->damaged = put_aside(path)) != NULL)
        error = 0;
    if (error == -ENOTSUP)
        code = refuse(complaint, EXIT_USAGE,
                      memory_print("'%s' is of a newer version: use a newer racelab", path));
    else if (error == -EINVAL)
        code = refuse(complaint, EXIT_ENVIRONMENT,
                      memory_print("'%s' is damaged and cannot be put aside", path));
    else if (error != 0)
        code = refuse(complaint, EXIT_ENVIRONMENT,
                      memory_print("cannot read '%s': %s", path, strerror(-error)));
    free(path);
    return code;
}

static int open_pack(struct folder *folder, char **complaint)
{
    char *path = memory_print("%s/.racelab/pack", folder->path);
    int error = pack_open(path, folder->language, &folder->pack, complaint);
    free(path);
    return error == 0 ? 0 : EXIT_USAGE;
}

int folder_open(const char *path, struct folder *folder, char **complaint)
{
    *complaint = NULL;
    *folder = (struct folder){.path = find_root(path), .lock = -1};
    if (!folder->path)
        return refuse(
            complaint, EXIT_USAGE,
            memory_print("'%s' is not a workshop; 'racelab workshop init DIR' makes one", path));
    int code = read_marker(folder, complaint);
    if (code == 0)
        code = open_pack(folder, complaint);
    if (code == 0)
        code = read_progress(folder, complaint);
    if (code != 0)
        folder_release(folder);
    return code;
}

void folder_release(struct folder *folder)
{
    if (folder->lock >= 0)
        close(folder->lock);
    free(folder->path);
    free(folder->language);
    free(folder->damaged);
    pack_release(&folder->pack);
    progress_release(&folder->progress);
    *folder = (struct folder){.lock = -1};
}

int folder_lock(struct folder *folder)
{
    char *path = memory_print("%s/.racelab/lock", folder->path);
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    int error = descriptor < 0 ? -errno : 0;
    free(path);
    if (error == 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        error = errno == EWOULDBLOCK ? -EBUSY : -errno;
        close(descriptor);
    } else if (error == 0) {
        folder->lock = descriptor;
    }
    return error;
}

char *folder_file(const struct folder *folder, const struct exercise *exercise)
{
    return memory_print("%s/exercises/%s.c", folder->path, exercise->name);
}

char *folder_models(const struct folder *folder, const struct exercise *exercise)
{
    return support_has_headers(exercise)
               ? memory_print("%s/.racelab/models/%s", folder->path, exercise->name)
               : NULL;
}

int folder_save(const struct folder *folder)
{
    char *path = progress_path(folder);
    int error = progress_write(path, &folder->progress);
    free(path);
    return error;
}

bool folder_untouched(const struct folder *folder, const struct exercise *exercise, bool *there)
{
    char *path = folder_file(folder, exercise), *given, *own;
    size_t size;
    bool same = false;
    *there = file_read(path, &own, &size) == 0;
    if (*there && task_text(exercise, &given) == 0) {
        same = strlen(given) == size && memcmp(given, own, size) == 0;
        free(given);
    }
    if (*there)
        free(own);
    free(path);
    return same;
}

int folder_reset(const struct folder *folder, const struct exercise *exercise)
{
    struct saved_file file;
    char *text;
    int error = task_text(exercise, &text);
    if (error != 0)
        return error;
    char *path = folder_file(folder, exercise);
    error = saved_file_init(&file, path);
    if (error == 0) {
        fputs(text, file.stream);
        error = saved_file_commit(&file);
    }
    free(path);
    free(text);
    return error;
}

const struct exercise *folder_current(const struct folder *folder)
{
    const struct pack *pack = &folder->pack;
    const struct workshop_progress *progress = &folder->progress;
    const struct exercise *chosen = progress->current ? pack_find(pack, progress->current) : NULL;
    for (size_t i = 0; i < pack->count && !chosen; i++)
        if (!progress_passed(progress, pack->exercises[i].name))
            chosen = &pack->exercises[i];
    return chosen ? chosen : &pack->exercises[pack->count - 1];
}

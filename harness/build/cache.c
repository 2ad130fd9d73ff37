#include "build/cache.h"
#include "build/cache_evict.h"
#include "build/digest.h"
#include "judge/memory.h"
#include "process/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *cache_folder(void)
{
    const char *folder = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (folder && folder[0] == '/')
        return memory_print("%s/racelab/builds", folder);
    if (home && home[0] == '/')
        return memory_print("%s/.cache/racelab/builds", home);
    return NULL;
}

/* "FOLDER/KIND/NAME" in the cache; NULL: there is no place for a cache. */
static char *inside(const char *kind, const char *name)
{
    char *folder = cache_folder();
    char *path = folder ? memory_print("%s/%s/%s", folder, kind, name) : NULL;
    free(folder);
    return path;
}

static int make_folders(const char *path)
{
    char *part = memory_copy_text(path);
    int result = 0;
    for (char *slash = strchr(part + 1, '/'); slash && result == 0;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            result = -errno;
        *slash = '/';
    }
    free(part);
    return result;
}

/* Opens the folder and holds the lock on it; -1: it is gone or about to go. */
static int hold(const char *folder)
{
    struct stat held, named;
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0)
        return -1;
    if (flock(lock, LOCK_SH | LOCK_NB) == 0 && fstat(lock, &held) == 0 &&
        stat(folder, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev)
        return lock;
    close(lock);
    return -1;
}

/* The entry's name: the key and the contents of all inputs. False: one of them
 * cannot be read. */
static bool name_entry(const char *key, const struct command *inputs, char name[DIGEST_TEXT])
{
    struct digest *digest = digest_new();
    bool good = true;
    digest_text(digest, key);
    for (size_t i = 0; i < inputs->count && good; i++) {
        digest_text(digest, inputs->words[i]);
        good = digest_file(digest, inputs->words[i]) == 0;
    }
    digest_finish(digest, name);
    return good;
}

static bool read_inputs(const char *path, struct command *inputs)
{
    char *line = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    for (ssize_t length; (length = getline(&line, &room, file)) > 0;) {
        if (line[length - 1] == '\n')
            line[length - 1] = '\0';
        command_add(inputs, line);
    }
    free(line);
    fclose(file);
    return true;
}

bool cache_find(const char *key, struct cache_entry *entry)
{
    char name[DIGEST_TEXT];
    struct command inputs = {0};
    char *path = inside("keys", key);
    *entry = (struct cache_entry){.lock = -1};
    if (path && read_inputs(path, &inputs) && name_entry(key, &inputs, name)) {
        entry->folder = inside("entries", name);
        entry->lock = hold(entry->folder);
    }
    if (path && entry->lock >= 0) {
        futimens(entry->lock, NULL); /* the last use, for eviction; where it fails it is older */
        utimensat(AT_FDCWD, path, NULL, 0);
    } else {
        free(entry->folder);
        entry->folder = NULL;
    }
    command_release(&inputs);
    free(path);
    return entry->lock >= 0;
}

static int make_scratch(char *template, struct cache_entry *work)
{
    if (!template)
        return -ENOENT;
    int result = make_folders(template);
    if (result == 0 && !mkdtemp(template))
        result = -errno;
    if (result == 0 && (work->lock = hold(template)) < 0)
        result = -EIO;
    if (result == 0)
        work->folder = template;
    else
        free(template);
    return result;
}

int cache_begin(struct cache_entry *work, int *refused)
{
    *work = (struct cache_entry){.lock = -1, .temporary = true};
    *refused = -make_scratch(inside("entries", ".new-XXXXXX"), work);
    return *refused == 0 ? 0 : make_scratch(temporary_template("build"), work);
}

static bool is_older(const char *path, struct timespec moment)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    if (status.st_mtim.tv_sec != moment.tv_sec)
        return status.st_mtim.tv_sec < moment.tv_sec;
    return status.st_mtim.tv_nsec < moment.tv_nsec;
}

/* What changed while it was built may or may not be in the program. */
static bool are_older(const struct command *inputs, struct timespec moment)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (!is_older(inputs->words[i], moment) || strchr(inputs->words[i], '\n'))
            return false;
    return true;
}

static bool write_lines(const char *path, const struct command *inputs)
{
    FILE *file = fopen(path, "we");
    if (!file)
        return false;
    for (size_t i = 0; i < inputs->count; i++)
        fprintf(file, "%s\n", inputs->words[i]);
    bool good = !ferror(file);
    return fclose(file) == 0 && good;
}

/* The list of inputs appears whole or not at all. */
static bool write_key(const char *key, const struct command *inputs, const char *scratch)
{
    char *path = inside("keys", key), *temporary = memory_print("%s/.inputs", scratch);
    bool good = path && make_folders(path) == 0 && write_lines(temporary, inputs) &&
                rename(temporary, path) == 0;
    free(temporary);
    free(path);
    return good;
}

/* Moves the folder to its name, or takes the one that is there. */
static void settle(struct cache_entry *work, char *entry)
{
    bool kept = rename(work->folder, entry) == 0;
    int other = kept ? -1 : hold(entry);
    if (!kept && other < 0) {
        free(entry);
        return;
    }
    if (!kept) {
        cache_release(work);
        work->lock = other;
    }
    free(work->folder);
    work->folder = entry;
    work->temporary = false;
}

void cache_keep(const char *key, const struct command *inputs, struct timespec started,
                struct cache_entry *work)
{
    char name[DIGEST_TEXT];
    char *entries = inside("entries", "");
    bool ours = entries && strncmp(work->folder, entries, strlen(entries)) == 0;
    free(entries);
    if (!ours || !are_older(inputs, started) || !name_entry(key, inputs, name) ||
        !write_key(key, inputs, work->folder))
        return;
    settle(work, inside("entries", name));
    char *folder = cache_folder();
    cache_evict(folder);
    free(folder);
}

void cache_release(struct cache_entry *entry)
{
    if (entry->folder && entry->temporary)
        cache_remove(entry->folder);
    if (entry->lock >= 0)
        close(entry->lock);
    free(entry->folder);
    *entry = (struct cache_entry){.lock = -1};
}

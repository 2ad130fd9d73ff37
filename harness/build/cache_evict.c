#include "build/cache_evict.h"
#include "judge/memory.h"
#include "options/option.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT_MIB = 1024, NEW_SECONDS = 60 };

struct old_entry {
    char *path; /* owned */
    struct timespec used;
    uint64_t bytes;
};

struct old_entries {
    struct old_entry *items;
    size_t count;
    uint64_t bytes;
};

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

void cache_remove(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Unless somebody uses it. */
static bool evict(const char *folder)
{
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool free_to_go = lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0;
    if (free_to_go)
        cache_remove(folder);
    if (lock >= 0)
        close(lock);
    return free_to_go;
}

static uint64_t bytes_in(const char *folder)
{
    uint64_t bytes = 0;
    struct dirent *file;
    DIR *open_folder = opendir(folder);
    while (open_folder && (file = readdir(open_folder)) != NULL) {
        struct stat status;
        if (fstatat(dirfd(open_folder), file->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
            bytes += (uint64_t)status.st_blocks * 512;
    }
    if (open_folder)
        closedir(open_folder);
    return bytes;
}

static void consider(struct old_entries *entries, const char *folder, const char *name)
{
    struct stat status;
    char *path = memory_print("%s/%s", folder, name);
    bool there = stat(path, &status) == 0;
    if (there && name[0] == '.' && time(NULL) - status.st_mtime > NEW_SECONDS)
        evict(path); /* of a build that died: one at work holds its lock */
    if (!there || name[0] == '.') {
        free(path);
        return;
    }
    uint64_t bytes = bytes_in(path);
    entries->items = memory_resize(entries->items, entries->count + 1, sizeof *entries->items);
    entries->items[entries->count++] = (struct old_entry){path, status.st_mtim, bytes};
    entries->bytes += bytes;
}

static int compare_uses(const void *left, const void *right)
{
    const struct timespec *a = &((const struct old_entry *)left)->used;
    const struct timespec *b = &((const struct old_entry *)right)->used;
    if (a->tv_sec != b->tv_sec)
        return a->tv_sec < b->tv_sec ? -1 : 1;
    return (a->tv_nsec > b->tv_nsec) - (a->tv_nsec < b->tv_nsec);
}

static uint64_t limit_bytes(void)
{
    long mebibytes = LIMIT_MIB;
    const char *text = getenv("RACELAB_CACHE_MIB");
    if (text && !option_read_count(text, 1, 1L << 30, &mebibytes))
        mebibytes = LIMIT_MIB;
    return (uint64_t)mebibytes << 20;
}

/* Lists of inputs whose builds are gone. */
static void forget_keys(const char *folder, time_t before)
{
    struct dirent *file;
    char *keys = memory_print("%s/keys", folder);
    DIR *open_folder = opendir(keys);
    while (open_folder && (file = readdir(open_folder)) != NULL) {
        struct stat status;
        if (fstatat(dirfd(open_folder), file->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(status.st_mode) && status.st_mtime < before)
            unlinkat(dirfd(open_folder), file->d_name, 0);
    }
    if (open_folder)
        closedir(open_folder);
    free(keys);
}

static void evict_oldest(struct old_entries *entries, const char *folder, uint64_t limit)
{
    if (entries->bytes <= limit)
        return;
    qsort(entries->items, entries->count, sizeof *entries->items, compare_uses);
    for (size_t i = 0; i < entries->count && entries->bytes > limit / 10 * 9; i++) {
        if (evict(entries->items[i].path))
            entries->bytes -= entries->items[i].bytes;
        forget_keys(folder, entries->items[i].used.tv_sec);
    }
}

void cache_evict(const char *folder)
{
    struct old_entries entries = {0};
    struct dirent *file;
    char *path = memory_print("%s/entries", folder);
    DIR *open_folder = opendir(path);
    while (open_folder && (file = readdir(open_folder)) != NULL)
        if (strcmp(file->d_name, ".") != 0 && strcmp(file->d_name, "..") != 0)
            consider(&entries, path, file->d_name);
    if (open_folder)
        closedir(open_folder);
    evict_oldest(&entries, folder, limit_bytes());
    for (size_t i = 0; i < entries.count; i++)
        free(entries.items[i].path);
    free(entries.items);
    free(path);
}

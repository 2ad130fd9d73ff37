#include "workshop/stamps.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static struct stat look(const struct folder *folder, const struct exercise *exercise)
{
    struct stat now;
    char *path = folder_file(folder, exercise);
    if (stat(path, &now) != 0)
        memset(&now, 0, sizeof now);
    free(path);
    return now;
}

void stamps_init(struct stamps *stamps, const struct folder *folder)
{
    const struct pack *pack = &folder->pack;
    *stamps = (struct stamps){.folder = folder,
                              .files = memory_resize(NULL, pack->count, sizeof *stamps->files)};
    for (size_t i = 0; i < pack->count; i++)
        stamps->files[i] = look(folder, &pack->exercises[i]);
}

void stamps_release(struct stamps *stamps)
{
    free(stamps->files);
}

static bool same(const struct stat *x, const struct stat *y)
{
    return x->st_mode == y->st_mode && x->st_ino == y->st_ino && x->st_size == y->st_size &&
           x->st_mtim.tv_sec == y->st_mtim.tv_sec && x->st_mtim.tv_nsec == y->st_mtim.tv_nsec;
}

const struct exercise *stamps_changed(struct stamps *stamps)
{
    const struct exercise *changed = NULL;
    const struct pack *pack = &stamps->folder->pack;
    for (size_t i = 0; i < pack->count; i++) {
        struct stat now = look(stamps->folder, &pack->exercises[i]);
        if (!same(&now, &stamps->files[i]))
            changed = &pack->exercises[i];
        stamps->files[i] = now;
    }
    return changed;
}

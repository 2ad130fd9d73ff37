/* stamps.h: which of the exercises' files were changed since last asked. */
#ifndef RACELAB_WORKSHOP_STAMPS_H
#define RACELAB_WORKSHOP_STAMPS_H

#include "workshop/folder.h"

#include <sys/stat.h>

struct stamps {
    const struct folder *folder;
    struct stat *files; /* as many as exercises; st_mode 0: not there */
};

/* Remembers how the files are now. The folder must outlive it. */
void stamps_init(struct stamps *stamps, const struct folder *folder);
void stamps_release(struct stamps *stamps);

/* An exercise whose file was changed, made or removed; NULL: none. Remembers. */
const struct exercise *stamps_changed(struct stamps *stamps);

#endif

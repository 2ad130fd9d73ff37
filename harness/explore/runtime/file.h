/* file.h: descriptors, files, pipes and event counters of the program.
 *
 * Nothing outside is touched. What exists is read once and kept; what the
 * program writes lies in the range of files (memory.h), starts as nothing in
 * each execution and is undone like all memory. Positions and sizes are words
 * of the state. A FILE of the program is the address of its descriptor.
 *
 * Reading or writing a file that several threads use is a step; so are opening
 * and closing where several threads do. Pipes and event counters block.
 */
#ifndef RACELAB_EXPLORE_FILE_H
#define RACELAB_EXPLORE_FILE_H

#include "explore/runtime/runtime.h"

enum { DESCRIPTORS_MAX = 256, FILES_MAX = 64, PIPE_ROOM = 65536 };

enum file_kind {
    FILE_FREE,
    FILE_GIVEN,  /* exists outside: read only */
    FILE_OWN,    /* written by the program */
    FILE_PIPE,   /* its contents wait to be read */
    FILE_EVENT,  /* eventfd: `size` is its counter */
    FILE_OUTPUT, /* standard output and error */
    FILE_NULL,   /* /dev/null */
    FILE_UNKNOWN /* standard input that nobody gave */
};

/* Words of the state. */
struct file {
    uint64_t kind;
    uint64_t base; /* address of the contents */
    uint64_t size;
    uint64_t readers, writers; /* descriptors that are open for it */
    uint64_t named;            /* a path leads to it */
    uint64_t given;            /* FILE_GIVEN, or what FILE_OWN was made from: + 1 */
};

enum { MODE_READ = 1, MODE_WRITE = 2, MODE_APPEND = 4, MODE_NONBLOCK = 8, MODE_SEMAPHORE = 16 };

struct descriptor {
    uint64_t file; /* index + 1; 0: not open */
    uint64_t position;
    uint64_t mode;
    uint64_t eof, error, pushed; /* of the stream; pushed: the byte + 1 */
    uint64_t shared;             /* made by dup() from this one, + 1, whose position counts */
};

extern struct file files[FILES_MAX];
extern struct descriptor descriptors[DESCRIPTORS_MAX];

/* Says where standard input comes from; NULL: nowhere. Returns 0 or a negative
 * errno. Before anything else. */
int file_init(const char *input);

/* The open descriptor, or NULL with errno set to EBADF. */
struct descriptor *file_descriptor(uint64_t number);

static inline struct file *file_of(const struct descriptor *descriptor)
{
    return &files[descriptor->file - 1];
}

/* Whose position counts: its own, or that of the one it was made from. */
static inline struct descriptor *file_position_of(const struct descriptor *descriptor)
{
    return &descriptors[descriptor->shared ? descriptor->shared - 1
                                           : (uint64_t)(descriptor - descriptors)];
}

/* A free file, with room for its contents, of this kind. */
struct file *file_make(enum file_kind kind);

/* Opens the file under the lowest free number, which it returns. */
uint64_t file_attach(struct file *file, uint64_t mode);

/* The same under the lowest free number from `least` on. */
uint64_t file_attach_from(struct file *file, uint64_t mode, uint64_t least);

/* Before a descriptor closes: those that share its position keep it. */
void file_part(struct descriptor *descriptor);

/* Before bytes [from, from + size) of the file's contents change. */
void file_log(const struct file *file, uint64_t from, uint64_t size);

/* Cuts or grows the contents, with zeros. */
void file_resize(struct file *file, uint64_t size);

/* Paths (file_open.c): the text at the address without a leading "./"; and what
 * open(), unlink(), rename() and mkstemp() do and return. */
const char *file_path(uint64_t address);
uint64_t file_open(uint64_t address, int flags);
uint64_t file_remove(uint64_t address);
uint64_t file_rename(uint64_t from, uint64_t to);
uint64_t file_make_temporary(uint64_t address);

/* Where neither a path nor a descriptor leads to it any more, it is no more. */
void file_forget(struct file *file);

#endif

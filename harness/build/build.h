/* build.h: a program made of somebody's files, in one flavour, built once and
 * then taken from the cache.
 *
 * What is built depends on the contents of every file that the compiler and the
 * linker read, on the names of the files as given, the flags, the compilers, the
 * tool's own engine and runtimes, the working folder and the variables that
 * compilers obey; the cache answers only where all are as they were. (What it
 * cannot notice is a new header that would now be found before an old one.)
 *
 * Every function may be called from several threads at once, and in several
 * processes.
 */
#ifndef RACELAB_BUILD_BUILD_H
#define RACELAB_BUILD_BUILD_H

#include "build/cache.h"
#include "build/flavour.h"

#include <stdbool.h>

struct build_order {
    enum build_flavour flavour;
    const char *const *files; /* sources (sources.h), objects, libraries; NULL-terminated */
    const char *const *flags; /* of the user, for compiling and linking; NULL: none */
};

enum build_end {
    BUILD_DONE,
    BUILD_UNFIT,       /* the files make no program; .message says why, in one line */
    BUILD_REFUSED,     /* by the compiler; .message has its words */
    BUILD_UNLINKED,    /* by the linker; .message has its words (refusal.h explains them) */
    BUILD_LACKING,     /* the machine lacks something; .message says what */
    BUILD_INTERRUPTED, /* somebody asked to stop */
};

/* Owns its members. */
struct build {
    enum build_end end;
    char *binary;  /* the program; NULL where it was not built */
    bool lab;      /* it is a lab's binary: its files describe a lab and have no main() */
    bool cached;   /* nothing had to be compiled */
    char *message; /* where the end is another than BUILD_DONE */
    char *warning; /* the cache could not be used: a line for a person; NULL: it could */
    struct cache_entry entry;
};

/* Builds. Whatever goes wrong is in build->end. The caller releases *build,
 * and must not use the binary afterwards. */
void build_make(const struct build_order *order, struct build *build);
void build_release(struct build *build);

/* The exit code of a build that was not done (enum exit_code). */
int build_exit_code(const struct build *build);

#endif

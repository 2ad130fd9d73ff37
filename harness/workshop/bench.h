/* bench.h: a submission on the bench: compiled in a private folder in the ways
 * that judging needs.
 */
#ifndef RACELAB_WORKSHOP_BENCH_H
#define RACELAB_WORKSHOP_BENCH_H

#include "workshop/compiler.h"
#include "workshop/pack.h"

struct bench {
    char *folder;    /* private, gone afterwards */
    char *compiler;  /* an absolute path */
    char *source;    /* what is compiled: a copy named as the exercise's file */
    char *program;   /* built for exploration; NULL: it was not */
    char *object;    /* compiled alone, without instrumentation */
    char *expanded;  /* the preprocessor's output, with #define lines; NUL-terminated */
    char *watched;   /* the same without #define lines, as the explorer's compiler sees it */
    char *unwatched; /* and as any other does */
};

/* Copies the text into a file `name` of a new folder, beside the exercise's own
 * headers, and preprocesses it, with the headers of `include`. After BENCH_REFUSED and
 * BENCH_LACKING the caller frees *message, which is NULL otherwise. The caller releases the bench
 * in any case. */
enum bench_end bench_lay(struct bench *bench, const char *text, const char *name,
                         const struct exercise *exercise, const char *include, char **message);

/* Compiles what was laid to the object file. As above. */
enum bench_end bench_compile(struct bench *bench, const char *include, char **message);

/* Puts another text in the place of what was laid. 0 or a negative errno. */
int bench_replace(const struct bench *bench, const char *text);

/* Builds what was laid for exploration; a second time in the place of the first. As above. */
enum bench_end bench_build(struct bench *bench, const char *include, char **message);

void bench_release(struct bench *bench);

#endif

/* bench.h: a submission on the bench: compiled in a private folder in the ways
 * that judging needs.
 */
#ifndef RACELAB_WORKSHOP_BENCH_H
#define RACELAB_WORKSHOP_BENCH_H

#include "workshop/compiler.h"
#include "workshop/pack.h"

struct bench {
    char *folder;   /* private, gone afterwards */
    char *compiler; /* an absolute path */
    char *source;   /* what is compiled: a copy named as the exercise's file */
    char *program;  /* built for exploration; NULL: it was not */
    char *object;   /* compiled alone, without instrumentation */
    char *expanded; /* the preprocessor's output, with #define lines; NUL-terminated */
    char *watched;  /* the same as the explorer's compiler sees it */
};

/* How a call of the compiler ended. */
struct bench_call {
    enum bench_end end;
    char *message; /* after BENCH_REFUSED and BENCH_LACKING; the caller frees it */
};

struct bench_reading {
    struct bench_call expanded; /* .expanded and .watched, or the first of them that failed */
    struct bench_call compiled; /* .object */
};

/* Copies the text into a file `name` of a new folder, beside the exercise's own
 * headers. After BENCH_REFUSED and BENCH_LACKING the caller frees *message, which is NULL
 * otherwise. The caller releases the bench in any case. */
enum bench_end bench_lay(struct bench *bench, const char *text, const char *name,
                         const struct exercise *exercise, char **message);

/* Makes what can be read of it without running it: preprocesses what was laid, with the
 * headers of `include`, and compiles it to the object file; not `alone`: two calls at a time. */
void bench_read(struct bench *bench, const char *include, bool alone,
                struct bench_reading *reading);

/* Only compiles it to the object file. As bench_lay(). */
enum bench_end bench_compile(struct bench *bench, const char *include, char **message);

/* Puts another text in the place of what was laid. 0 or a negative errno. */
int bench_replace(const struct bench *bench, const char *text);

/* Builds what was laid for exploration; a second time in the place of the first.
 * As bench_lay(). */
enum bench_end bench_build(struct bench *bench, const char *include, char **message);

void bench_release(struct bench *bench);

#endif

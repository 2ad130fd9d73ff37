#include "workshop/bench.h"
#include "build/flavour.h"
#include "build/resources.h"
#include "judge/memory.h"
#include "process/child.h"
#include "process/temporary.h"
#include "sanitize/file.h"
#include "workshop/support.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMPILE_SECONDS = 30, MESSAGE_LIMIT = 1 << 16, EXPANDED_LIMIT = 1 << 24 };

/* A compiler takes a tenth of it for a solution. */
static const size_t compiler_memory = (size_t)2 << 30;

static enum bench_end call(const char *const *argv, char **output, char **message)
{
    struct child_result result;
    const struct child_spec spec = {.argv = argv,
                                    .seconds = COMPILE_SECONDS,
                                    .output_limit = EXPANDED_LIMIT,
                                    .address_limit = compiler_memory};
    char text[128];
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    enum bench_end end = result.end == CHILD_EXITED && result.code == 0   ? BENCH_DONE
                         : result.end == CHILD_EXITED && result.code != 4 ? BENCH_REFUSED
                                                                          : BENCH_LACKING;
    if (result.end == CHILD_TIMED_OUT)
        end = BENCH_REFUSED; /* a text that keeps the compiler busy for ever */
    if (end != BENCH_DONE && result.errors_size)
        *message =
            memory_copy(result.errors, result.errors_size < MESSAGE_LIMIT ? result.errors_size
                                                                          : (size_t)MESSAGE_LIMIT);
    else if (end != BENCH_DONE)
        *message = memory_print("the compiler %s", child_end_text(&result, text, sizeof text));
    if (output && end == BENCH_DONE)
        *output = memory_copy(result.output, result.output_size);
    child_result_release(&result);
    return end;
}

/* The flags of every flavour, and what makes them alike. */
#define COMMON                                                                                     \
    "-std=c11", "-D_GNU_SOURCE", "-Wno-everything", "-Werror=date-time", "-fno-color-diagnostics"

static enum bench_end expand(struct bench *bench, const char *headers, char **message)
{
    const char *const whole[] = {bench->compiler, COMMON,        "-E", "-dD",
                                 headers,         bench->source, NULL};
    const char *const plain[] = {bench->compiler, COMMON, "-E", headers, bench->source, NULL};
    const char *const watched[] = {bench->compiler,  COMMON,  "-E",          "-fsanitize=thread",
                                   "-femulated-tls", headers, bench->source, NULL};
    enum bench_end end = call(whole, &bench->expanded, message);
    if (end == BENCH_DONE)
        end = call(plain, &bench->unwatched, message);
    if (end == BENCH_DONE)
        end = call(watched, &bench->watched, message);
    return end;
}

static enum bench_end compile(struct bench *bench, const char *headers, char **message)
{
    const char *const argv[] = {bench->compiler,  COMMON,  "-O0", "-g0",         "-pthread",
                                "-femulated-tls", headers, "-c",  bench->source, "-o",
                                bench->object,    NULL};
    return call(argv, NULL, message);
}

static int write_source(const struct bench *bench, const char *text)
{
    FILE *file = fopen(bench->source, "we");
    if (!file)
        return -errno;
    fputs(text, file);
    return fclose(file) == 0 ? 0 : -errno;
}

enum bench_end bench_lay(struct bench *bench, const char *text, const char *name,
                         const struct exercise *exercise, const char *include, char **message)
{
    *bench = (struct bench){.folder = temporary_template("bench")};
    *message = NULL;
    if (!bench->folder)
        memory_exhausted();
    if (!mkdtemp(bench->folder)) {
        *message = memory_print("cannot make a folder '%s': %s", bench->folder, strerror(errno));
        free(bench->folder);
        bench->folder = NULL;
        return BENCH_LACKING;
    }
    bench->compiler = build_compiler(BUILD_EXPLORE, false);
    if (!bench->compiler) {
        *message = memory_copy_text("no compiler for exploration was found");
        return BENCH_LACKING;
    }
    bench->source = memory_print("%s/%s", bench->folder, name);
    bench->object = memory_print("%s/alone.o", bench->folder);
    int error = support_lay(exercise, bench->folder);
    if (error == 0)
        error = write_source(bench, text);
    if (error != 0) {
        *message = memory_print("cannot write '%s': %s", bench->source, strerror(-error));
        return BENCH_LACKING;
    }
    char *headers = memory_print("-I%s", include);
    enum bench_end end = expand(bench, headers, message);
    free(headers);
    return end;
}

enum bench_end bench_compile(struct bench *bench, const char *include, char **message)
{
    *message = NULL;
    char *headers = memory_print("-I%s", include);
    enum bench_end end = compile(bench, headers, message);
    free(headers);
    return end;
}

enum bench_end bench_build(struct bench *bench, const char *include, char **message)
{
    *message = NULL;
    char *engine = resource_path("explore"), *headers = memory_print("-I%s", include);
    char *script = memory_print("%s/explore-cc", engine);
    char *program = memory_print("%s/program", bench->folder);
    char *lab_main = memory_print("%s/lab_main.o", engine);
    char *loop = memory_print("%s/libloop.a", engine);
    char *scratch = memory_print("%s/explore", bench->folder);
    /* There is one file: places are told as line:12. */
    char *map = memory_print("-ffile-prefix-map=%s=line", bench->source);
    const char *const argv[] = {script,        engine, program, scratch, lab_main, loop,
                                bench->source, "--",   headers, map,     NULL};
    enum bench_end end = call(argv, NULL, message);
    if (end == BENCH_DONE)
        bench->program = memory_copy_text(program);
    free(engine);
    free(headers);
    free(script);
    free(program);
    free(lab_main);
    free(loop);
    free(scratch);
    free(map);
    return end;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

void bench_release(struct bench *bench)
{
    if (bench->folder)
        nftw(bench->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(bench->folder);
    free(bench->compiler);
    free(bench->source);
    free(bench->program);
    free(bench->object);
    free(bench->expanded);
    free(bench->watched);
    free(bench->unwatched);
    *bench = (struct bench){0};
}

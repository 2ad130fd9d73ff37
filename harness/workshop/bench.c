#include "workshop/bench.h"
#include "build/command.h"
#include "build/flavour.h"
#include "build/resources.h"
#include "judge/memory.h"
#include "process/temporary.h"
#include "sanitize/file.h"
#include "workshop/support.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The flags of every flavour, and what makes them alike. */
#define COMMON                                                                                     \
    "-std=c11", "-D_GNU_SOURCE", "-Wno-everything", "-Werror=date-time", "-fno-color-diagnostics"

/* Preprocesses to a file, and reads that. The flags end with NULL. */
static enum bench_end expand_as(const struct bench *bench, const char *headers,
                                const char *const *flags, char **text, char **message)
{
    char *to = memory_print("%s/expanded", bench->folder);
    struct command words = {0};
    static const char *const common[] = {COMMON, "-E", NULL};
    size_t size;
    command_add(&words, bench->compiler);
    command_add_all(&words, common);
    command_add_all(&words, flags);
    command_add(&words, headers);
    command_add(&words, bench->source);
    command_add(&words, "-o");
    command_add(&words, to);
    enum bench_end end = compiler_call(command_argv(&words), message);
    int error = end == BENCH_DONE ? file_read(to, text, &size) : 0;
    if (error != 0) {
        *message = memory_print("cannot read '%s': %s", to, strerror(-error));
        end = BENCH_LACKING;
    }
    command_release(&words);
    free(to);
    return end;
}

static enum bench_end expand(struct bench *bench, const char *headers, char **message)
{
    static const char *const whole[] = {"-dD", NULL}, *const plain[] = {NULL};
    static const char *const watched[] = {"-fsanitize=thread", "-femulated-tls", NULL};
    enum bench_end end = expand_as(bench, headers, whole, &bench->expanded, message);
    if (end == BENCH_DONE)
        end = expand_as(bench, headers, plain, &bench->unwatched, message);
    if (end == BENCH_DONE)
        end = expand_as(bench, headers, watched, &bench->watched, message);
    return end;
}

static enum bench_end compile(struct bench *bench, const char *headers, char **message)
{
    const char *const argv[] = {bench->compiler,  COMMON,  "-O0", "-g0",         "-pthread",
                                "-femulated-tls", headers, "-c",  bench->source, "-o",
                                bench->object,    NULL};
    return compiler_call(argv, message);
}

int bench_replace(const struct bench *bench, const char *text)
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
        error = bench_replace(bench, text);
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
    enum bench_end end = compiler_call(argv, message);
    free(bench->program);
    bench->program = NULL;
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

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
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The flags of every flavour, and what makes them alike. */
#define COMMON                                                                                     \
    "-std=c11", "-D_GNU_SOURCE", "-Wno-everything", "-Werror=date-time", "-fno-color-diagnostics"

/* Preprocesses to a file, and reads that. */
static enum bench_end expand(const struct bench *bench, const char *headers, bool watched,
                             char **text, char **message)
{
    char *to = memory_print("%s/%s", bench->folder, watched ? "watched" : "expanded");
    struct command words = {0};
    static const char *const common[] = {COMMON, "-E", "-dD", NULL};
    static const char *const watching[] = {"-fsanitize=thread", "-femulated-tls", NULL};
    size_t size;
    command_add(&words, bench->compiler);
    command_add_all(&words, common);
    if (watched)
        command_add_all(&words, watching);
    command_add(&words, headers);
    command_add(&words, bench->source);
    command_add(&words, "-o");
    command_add(&words, to);
    enum bench_end end = compiler_call(command_argv(&words), bench->folder, message);
    int error = end == BENCH_DONE ? file_read(to, text, &size) : 0;
    if (error != 0) {
        *message = memory_print("cannot read '%s': %s", to, strerror(-error));
        end = BENCH_LACKING;
    }
    command_release(&words);
    free(to);
    return end;
}

static enum bench_end compile(struct bench *bench, const char *headers, char **message)
{
    const char *const argv[] = {bench->compiler,  COMMON,  "-O0", "-g0",         "-pthread",
                                "-femulated-tls", headers, "-c",  bench->source, "-o",
                                bench->object,    NULL};
    return compiler_call(argv, bench->folder, message);
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
                         const struct exercise *exercise, char **message)
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
    return BENCH_DONE;
}

enum bench_end bench_compile(struct bench *bench, const char *include, char **message)
{
    *message = NULL;
    char *headers = memory_print("-I%s", include);
    enum bench_end end = compile(bench, headers, message);
    free(headers);
    return end;
}

/* The calls of the compiler that give something to read; whoever is free takes the next. */
enum { READ_EXPANDED, READ_WATCHED, READ_COMPILED, READ_CALLS };

struct readers {
    struct bench *bench;
    const char *include;
    atomic_int next;
    struct bench_call calls[READ_CALLS];
};

static void read_one(struct readers *readers, int which)
{
    struct bench *bench = readers->bench;
    struct bench_call *call = &readers->calls[which];
    char *headers = memory_print("-I%s", readers->include);
    if (which == READ_EXPANDED)
        call->end = expand(bench, headers, false, &bench->expanded, &call->message);
    else if (which == READ_WATCHED)
        call->end = expand(bench, headers, true, &bench->watched, &call->message);
    else
        call->end = compile(bench, headers, &call->message);
    free(headers);
}

static void *read_some(void *argument)
{
    struct readers *readers = argument;
    for (;;) {
        int i = atomic_fetch_add_explicit(&readers->next, 1, memory_order_relaxed);
        if (i >= READ_CALLS)
            return NULL;
        read_one(readers, i);
    }
}

void bench_read(struct bench *bench, const char *include, bool alone, struct bench_reading *reading)
{
    struct readers readers = {.bench = bench, .include = include};
    pthread_t other;
    bool helped = !alone && pthread_create(&other, NULL, read_some, &readers) == 0;
    read_some(&readers);
    if (helped)
        pthread_join(other, NULL);
    struct bench_call *calls = readers.calls;
    bool expanded = calls[READ_EXPANDED].end == BENCH_DONE;
    reading->expanded = calls[expanded ? READ_WATCHED : READ_EXPANDED];
    reading->compiled = calls[READ_COMPILED];
    free(calls[expanded ? READ_EXPANDED : READ_WATCHED].message);
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
    enum bench_end end = compiler_call(argv, bench->folder, message);
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
    *bench = (struct bench){0};
}

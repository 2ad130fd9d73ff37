#include "workshop/compiler.h"
#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "build/command.h"
#include "judge/memory.h"
#include "process/child.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_LIMIT = 1 << 16, SIGNALLED = 128 /* and the signal: what shells exit with */ };

/* How long the absolute path is that begins here; 0: none does. Code that is quoted may have
 * a slash, too, but not two in one word. */
static size_t path_length(const char *text, const char *at)
{
    if (at[0] != '/' || at[1] == '/' || at[1] == '*' || (at > text && !strchr(" \n'\"`(", at[-1])))
        return 0;
    size_t length = strcspn(at, " \n:'\"`)>,");
    return memchr(at + 1, '/', length - 1) ? length : 0;
}

/* Files are named without their folders, which are private or of this machine. */
static void drop_folders(char *text)
{
    char *copy = memory_copy_text(text), *to = text;
    for (const char *at = copy; *at;) {
        size_t length = path_length(copy, at), name = length;
        if (length == 0) {
            *to++ = *at++;
            continue;
        }
        while (at[name - 1] != '/')
            name--;
        memcpy(to, at + name, length - name);
        to += length - name;
        at += length;
    }
    *to = '\0';
    free(copy);
}

/* What a compiler says of itself when it breaks is of no use here. */
static void cut_backtrace(char *text)
{
    static const char *const begins[] = {"PLEASE submit a bug report", "Stack dump:"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        char *at = strstr(text, begins[i]);
        if (at)
            *at = '\0';
    }
}

static int signal_of(const struct child_result *result)
{
    return result->end == CHILD_SIGNALLED                            ? result->code
           : result->end == CHILD_EXITED && result->code > SIGNALLED ? result->code - SIGNALLED
                                                                     : 0;
}

/* Which limit is met first may differ with the machine and with how busy it is. */
static bool met_a_limit(const struct child_result *result)
{
    int signal = signal_of(result);
    return signal == SIGKILL || signal == SIGXCPU || signal == SIGXFSZ ||
           strstr(result->errors, "LLVM ERROR: out of memory") ||
           strstr(result->errors, "std::bad_alloc");
}

static char *words_of(const struct child_result *result)
{
    char text[128];
    if (met_a_limit(result))
        return memory_print(sentence("it asks too much of the compiler: more than %d seconds of "
                                     "its time, %d GiB of memory, or %d MiB to write"),
                            COMPILER_SECONDS, COMPILER_MEMORY, COMPILER_FILE >> 20);
    char *words =
        memory_copy(result->errors, result->errors_size < MESSAGE_LIMIT ? result->errors_size
                                                                        : (size_t)MESSAGE_LIMIT);
    cut_backtrace(words);
    drop_folders(words);
    if (words[0])
        return words;
    free(words);
    char *end = phrase(child_end_text(result, text, sizeof text));
    words = memory_print(sentence("the compiler %s"), end);
    free(end);
    return words;
}

static enum bench_end end_of(const struct child_result *result)
{
    if (result->end == CHILD_EXITED)
        return result->code == 0 ? BENCH_DONE : result->code == 4 ? BENCH_LACKING : BENCH_REFUSED;
    return result->end == CHILD_SIGNALLED ? BENCH_REFUSED : BENCH_LACKING;
}

enum bench_end compiler_call(const char *const *argv, const char *folder, char **message)
{
    struct child_result result;
    struct command words = {0};
    *message = NULL;
    command_add(&words, "prlimit");
    command_print(&words, "--cpu=%d", COMPILER_SECONDS);
    command_print(&words, "--fsize=%d", COMPILER_FILE);
    command_add_all(&words, argv);
    char *temporary = memory_print("TMPDIR=%s", folder);
    const struct child_spec spec = {.argv = command_argv(&words),
                                    .environment = (const char *const[]){temporary, NULL},
                                    .seconds = COMPILER_PATIENCE,
                                    .address_limit = (size_t)COMPILER_MEMORY << 30};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    enum bench_end end = end_of(&result);
    if (end != BENCH_DONE)
        *message = words_of(&result);
    child_result_release(&result);
    command_release(&words);
    free(temporary);
    return end;
}

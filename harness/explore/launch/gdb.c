/* gdb.c: a replay under gdb. The engine calls replay_at_step() before every
 * step, with replay_stop telling what is about to happen (search/stops.c): a
 * breakpoint there, and a few commands of gdb's, are all it takes. */
#include "explore/launch/arguments.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/temporary.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char head[] =
    "set pagination off\n"
    "set confirm off\n"
    /* The engine tells a crash; its clock ticks by a signal. */
    "handle SIGVTALRM SIGSEGV SIGBUS SIGFPE SIGILL SIGABRT nostop noprint pass\n"
    "break replay_at_step\n"
    "commands\n"
    "silent\n"
    "printf \"step %lu: %s, %s\", replay_stop.step, replay_stop.thread, replay_stop.op\n"
    "if replay_stop.known\n"
    "printf \", value %ld\", replay_stop.value\n"
    "end\n"
    "printf \"\\n\"\n"
    "if replay_stop.address\n"
    "info symbol replay_stop.address\n"
    "end\n"
    "set listsize 1\n"
    "list *(replay_stop.pc - 1)\n"
    "set listsize 10\n"
    "end\n"
    "break replay_at_end\n"
    "commands\n"
    "silent\n"
    "printf \"the end: %s\\n\", replay_stop.end\n"
    "continue\n"
    "end\n"
    "define into\n"
    "tbreak *replay_stop.pc\n"
    "continue\n"
    "end\n"
    "document into\n"
    "Goes to the place in the program where the step is taken, on its own stack.\n"
    "end\n"
    "printf \"'continue' goes to the next step, 'into' to its place in the program\\n\"\n"
    "run";

/* Names and numbers only: gdb gives the line to a shell. */
static bool is_plain(const char *text)
{
    return text[strspn(
               text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/.-+")] == '\0';
}

/* Writes gdb's commands to the file. Returns 0 or a negative errno. */
static int write_commands(int descriptor, const struct arguments *arguments)
{
    FILE *file = fdopen(descriptor, "w");
    if (!file) {
        int failed = -errno;
        close(descriptor);
        return failed;
    }
    fputs(head, file);
    for (size_t i = 1; i < arguments->count; i++)
        fprintf(file, " '%s'", arguments->items[i]);
    fputs(" >/dev/null\n", file);
    return fclose(file) == 0 ? 0 : -errno;
}

/* Runs gdb to its end; what Ctrl-C means is gdb's affair meanwhile. Returns its
 * exit code or a negative errno. */
static int run_gdb(const char *commands, const char *binary)
{
    const char *const argv[] = {"gdb", "-q", "-x", commands, binary, NULL};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    posix_spawnattr_t attributes;
    sigset_t reset;
    pid_t pid;
    int status = 0;
    sigemptyset(&reset);
    sigaddset(&reset, SIGINT);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &reset);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    sigaction(SIGINT, &ignore, &before);
    fflush(stdout);
    int failed =
        posix_spawnp(&pid, argv[0], NULL, &attributes, (char *const *)(uintptr_t)argv, environ);
    while (failed == 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &before, NULL);
    posix_spawnattr_destroy(&attributes);
    return failed ? -failed : WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_ENVIRONMENT;
}

static int debug(const char *program, const struct arguments *arguments)
{
    char *path = temporary_template("gdb");
    if (!path)
        memory_exhausted();
    int descriptor = mkstemp(path);
    int failed = descriptor < 0 ? -errno : write_commands(descriptor, arguments);
    int code = EXIT_ENVIRONMENT;
    if (failed != 0)
        fprintf(stderr, "%s: cannot write '%s': %s\n", program, path, strerror(-failed));
    else
        code = run_gdb(path, arguments->items[0]);
    if (code < 0)
        fprintf(stderr, "%s: cannot run 'gdb': %s\n", program,
                code == -ENOENT ? "it is not installed (apt-get install gdb)" : strerror(-code));
    if (descriptor >= 0)
        unlink(path);
    free(path);
    return code == 0 ? EXIT_NOTHING_FOUND : EXIT_ENVIRONMENT;
}

int launch_gdb(const struct launch_order *order, const char *program)
{
    struct launch_order own = *order;
    struct arguments arguments;
    int code = EXIT_USAGE;
    own.seconds = 0; /* a person takes time */
    if (!is_plain(own.schedule)) {
        fprintf(stderr, "%s: '%s' is no schedule\n", program, own.schedule);
        return code;
    }
    int failed = arguments_init(&arguments, &own);
    if (failed != 0) {
        fprintf(stderr, "%s: cannot write a temporary file: %s\n", program, strerror(-failed));
        arguments_release(&arguments);
        return EXIT_ENVIRONMENT;
    }
    if (arguments_add_program(&arguments, own.arguments) != 0) {
        fprintf(stderr, "%s: bad --args\n", program);
        arguments_release(&arguments);
        return EXIT_USAGE;
    }
    code = debug(program, &arguments);
    arguments_release(&arguments);
    return code;
}

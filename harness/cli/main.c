/* racelab: finds the subcommand and becomes it. */
#include "catalogue/nearest.h"
#include "cli/commands.h"
#include "options/option.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *purpose;
};

static const struct command commands[] = {
#define X(name, purpose) {#name, cmd_##name, purpose},
    COMMANDS(X)
#undef X
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static void print_commands(FILE *out)
{
    fprintf(out, "usage: racelab COMMAND [options]\n\n"
                 "racelab shows race conditions in C on real threads, and judges their fixes.\n\n"
                 "commands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].purpose);
    fprintf(out, "  %-10s %s\n", "test", "build everything and run every test (from the source)");
    fprintf(out, "\n'racelab COMMAND --help' explains one; begin with 'racelab run counter'\n"
                 "exit codes: 0 nothing found, 1 found, 2 wrong usage or input, 3 inconclusive or\n"
                 "unsupported, 4 the machine lacks something, 70 a bug of ours\n");
}

static int unknown_command(const char *name)
{
    struct nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        nearest_offer(&nearest, commands[i].name);
    fprintf(stderr, "racelab: no command '%s'", name);
    if (nearest_name(&nearest))
        fprintf(stderr, "; did you mean '%s'?\n", nearest_name(&nearest));
    else
        fprintf(stderr, "; 'racelab help' lists them\n");
    return EXIT_USAGE;
}

int cmd_help(int argc, char **argv)
{
    if (argc < 2 || argv[1][0] == '-') {
        print_commands(stdout);
        return 0;
    }
    const struct command *command = find_command(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    if (command->run == cmd_help) {
        print_commands(stdout);
        return 0;
    }
    char help[] = "--help";
    char *arguments[] = {argv[1], help, NULL};
    return command->run(2, arguments);
}

int cmd_version(int argc, char **argv)
{
    static const struct command_line line = {
        .program = "racelab version", .synopsis = "", .summary = "Prints the version of racelab."};
    const char *operands[2];
    if (argc > 1 && strncmp(argv[1], "-", 1) != 0) {
        fprintf(stderr, "racelab version: takes no operands\n");
        return EXIT_USAGE;
    }
    enum option_result parsed = options_parse(&line, argc > 2 ? 2 : argc, argv, operands);
    if (parsed == OPTION_GO_ON)
        printf("racelab %s\n", RACELAB_VERSION);
    return parsed == OPTION_WRONG ? EXIT_USAGE : 0;
}

/* What was printed may not have arrived: a full disk, a closed pipe. */
static int flushed(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, "racelab: cannot write the output: %s\n", strerror(errno));
    return EXIT_ENVIRONMENT;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    signal(SIGPIPE, SIG_IGN); /* a write that fails says so, and the children are ended */
    if (argc < 2) {
        print_commands(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return flushed(cmd_help(1, argv));
    if (strcmp(argv[1], "--version") == 0)
        return flushed(cmd_version(1, argv));
    const struct command *command = find_command(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    return flushed(command->run(argc - 1, argv + 1));
}

/* racelab: finds the subcommand and becomes it. */
#include "catalogue/nearest.h"
#include "cli/commands.h"
#include "options/option.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct subcommand *find_command(const char *name)
{
    for (size_t i = 0; i < subcommand_count; i++)
        if (strcmp(subcommand_spelling(&subcommands[i]), name) == 0)
            return &subcommands[i];
    return NULL;
}

static void print_commands(FILE *out)
{
    fprintf(out, "usage: racelab COMMAND [options]\n\n"
                 "racelab shows race conditions in C on real threads, and judges their fixes.\n\n"
                 "commands:\n");
    for (size_t i = 0; i < subcommand_count; i++)
        fprintf(out, "  %-10s %s\n", subcommand_spelling(&subcommands[i]), subcommands[i].purpose);
    fprintf(out, "  %-10s %s\n", "test", "build everything and run every test (from the source)");
    fprintf(out, "\n'racelab COMMAND --help' explains one; begin with 'racelab run counter'\n"
                 "exit codes: 0 nothing found, 1 found, 2 wrong usage or input, 3 inconclusive or\n"
                 "unsupported, 4 the machine lacks something, 70 a bug of ours\n");
}

static int unknown_command(const char *name)
{
    struct nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < subcommand_count; i++)
        nearest_offer(&nearest, subcommand_spelling(&subcommands[i]));
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
    const struct subcommand *command = find_command(argv[1]);
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

/* racelab-cc and racelab-c++ are other names of the tool, for builds that take
 * one word for a compiler. */
static const struct subcommand *called_as(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return strncmp(name, "racelab-", 8) == 0 ? find_command(name + 8) : NULL;
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
    const struct subcommand *called = called_as(argv[0]);
    if (called)
        return called->run(argc, argv);
    if (argc < 2) {
        print_commands(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return flushed(cmd_help(1, argv));
    if (strcmp(argv[1], "--version") == 0)
        return flushed(cmd_version(1, argv));
    const struct subcommand *command = find_command(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    return flushed(command->run(argc - 1, argv + 1));
}

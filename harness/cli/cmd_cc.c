/* racelab cc, racelab c++: compilers to name in an existing build. */
#include "build/command.h"
#include "build/resources.h"
#include "cli/commands.h"
#include "options/option.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int help(const char *program)
{
    const struct command_line line = {
        .program = program,
        .synopsis = "ARGUMENT...",
        .summary =
            "Does what your compiler does with these arguments (gcc, or $RACELAB_CC and\n"
            "$RACELAB_CXX), and builds for exploration beside it. What it links runs as ever, and\n"
            "'racelab explore ./program -- arguments' explores it.",
        .example = "make CC=\"racelab cc\"",
    };
    options_help(&line);
    return 0;
}

static int become(const char *language, int argc, char **argv)
{
    struct command command = {0};
    char *runtime = resource_path("explore");
    command_print(&command, "%s/fat-cc", runtime);
    command_add(&command, runtime);
    command_add(&command, language);
    for (int i = 1; i < argc; i++)
        command_add(&command, argv[i]);
    execv(command.words[0], command.words);
    fprintf(stderr, "racelab %s: cannot run '%s': %s\n", language, command.words[0],
            strerror(errno));
    command_release(&command);
    free(runtime);
    return EXIT_ENVIRONMENT;
}

int cmd_cc(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return help("racelab cc");
    return become("cc", argc, argv);
}

int cmd_cxx(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return help("racelab c++");
    return become("c++", argc, argv);
}

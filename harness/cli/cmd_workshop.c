#include "cli/commands.h"
#include "cli/workshop_command.h"
#include "options/help_form.h"
#include "options/option.h"

#include <stdio.h>
#include <string.h>

/* The verbs of the workshop: name, function, what it is for. */
static const struct verb {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *purpose;
} verbs[] = {
#define X(name, function, purpose) {name, function, purpose},
    WORKSHOP_VERBS(X)
#undef X
};

static int help(void)
{
    static const struct command_line line = {.program = "racelab workshop",
                                             .synopsis = "[VERB] [OPTION]...",
                                             .summary =
                                                 "Exercises: fix a race, and see it proved."};
    if (help_form_get() != HELP_TEXT) {
        help_form_print(&line);
        return 0;
    }
    fputs("usage: racelab workshop [VERB] [OPTION]...\n\n"
          "Exercises: fix a race, and see it proved. Without a verb, in a workshop's folder: "
          "watches it.\n\n",
          stdout);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        printf("  %-12s %s\n", verbs[i].name, verbs[i].purpose);
    fputs("\nExample: racelab workshop init races && cd races && racelab workshop\n", stdout);
    return EXIT_NOTHING_FOUND;
}

int cmd_workshop(int argc, char **argv)
{
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0))
        return help();
    if (argc < 2 || argv[1][0] == '-')
        return workshop_watch(argc, argv);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(argc - 1, argv + 1);
    fprintf(stderr, "racelab workshop: no verb '%s'; 'racelab workshop --help' lists them\n",
            argv[1]);
    return EXIT_USAGE;
}

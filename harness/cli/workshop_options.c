#include "cli/workshop_options.h"
#include "cli/operands.h"

#include <stdio.h>
#include <string.h>

bool workshop_parse(const struct command_line *line, struct workshop_options *options, int argc,
                    char **argv, const char **operand, int *code)
{
    bool go_on = operand_parse(line, argc, argv, operand, code);
    options->terminal = terminal_of(stdout, (enum terminal_color)options->color);
    return go_on;
}

int workshop_save(const char *program, const struct session *session)
{
    int error = folder_save(&session->folder);
    if (error == 0)
        return 0;
    fprintf(stderr, "%s: cannot keep the progress in '%s': %s\n", program, session->folder.path,
            strerror(-error));
    return EXIT_ENVIRONMENT;
}

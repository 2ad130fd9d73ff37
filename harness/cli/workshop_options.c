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

bool workshop_begin(const struct command_line *line, struct workshop_options *options, int argc,
                    char **argv, const char **operand, struct session *session, int *code)
{
    if (!workshop_parse(line, options, argc, argv, operand, code))
        return false;
    *code = session_open(line->program, session);
    return *code == 0;
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

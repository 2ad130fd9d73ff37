#include "cli/commands.h"

#include <string.h>

const struct subcommand subcommands[] = {
#define X(name, purpose) {#name, cmd_##name, purpose},
    COMMANDS(X)
#undef X
};

const size_t subcommand_count = sizeof subcommands / sizeof *subcommands;

/* Names that are no identifiers of C. */
const char *subcommand_spelling(const struct subcommand *command)
{
    static const char *const spellings[][2] = {{"cxx", "c++"}, {"read_tsan", "read-tsan"}};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (strcmp(command->name, spellings[i][0]) == 0)
            return spellings[i][1];
    return command->name;
}

#include "cli/operands.h"
#include "judge/memory.h"

#include <stdlib.h>

const char **operands_parse(const struct command_line *line, int argc, char **argv, int *code)
{
    const char **operands = memory_resize(NULL, (size_t)argc + 1, sizeof *operands);
    enum option_result parsed = options_parse(line, argc, argv, operands);
    *code = parsed == OPTION_WRONG ? EXIT_USAGE : 0;
    if (parsed == OPTION_GO_ON)
        return operands;
    free(operands);
    return NULL;
}

bool operand_parse(const struct command_line *line, int argc, char **argv, const char **operand,
                   int *code)
{
    const char **operands = operands_parse(line, argc, argv, code);
    *operand = operands ? operands[0] : NULL;
    bool go_on = operands != NULL;
    free(operands);
    return go_on;
}

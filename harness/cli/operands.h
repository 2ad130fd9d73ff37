/* operands.h: what a command was given besides its options, and the exit code
 * where that is already the end of it. */
#ifndef RACELAB_CLI_OPERANDS_H
#define RACELAB_CLI_OPERANDS_H

#include "options/option.h"

#include <stdbool.h>

/* Reads the command line (options_parse). Returns the operands,
 * NULL-terminated, which the caller frees; the texts are argv's. Or NULL: help
 * was shown or one line said what is wrong, and *code is the exit code. Ends
 * the program where memory is exhausted. */
const char **operands_parse(const struct command_line *line, int argc, char **argv, int *code);

/* The same for a command of at most one operand, NULL where there is none.
 * Returns whether to go on; else *code is the exit code. */
bool operand_parse(const struct command_line *line, int argc, char **argv, const char **operand,
                   int *code);

#endif

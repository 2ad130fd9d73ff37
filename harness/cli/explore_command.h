/* explore_command.h: what `explore` and `replay` share: from operands and
 * options to what was explored. */
#ifndef RACELAB_CLI_EXPLORE_COMMAND_H
#define RACELAB_CLI_EXPLORE_COMMAND_H

#include "explore/launch/launch.h"
#include "explore/trace/explore_text.h"

#include <stdbool.h>

/* A file rather than the name of a lab. */
bool explore_is_file(const char *operand);

/* Sets what follows a bare "--": the arguments of a program that `racelab cc`
 * linked, else flags for the compiler. rest: NULL for none. The caller frees the
 * text that is returned, which *order borrows; NULL: there is none. */
char *explore_take_rest(const char *operand, const char *const *rest, struct launch_order *order);

/* The exit code of a whole with these two parts: what was found outweighs what
 * could not be done. */
int explore_graver(int one, int other);

/* Explores every variant that `name` selects, or the program made of the files
 * (NULL-terminated). Calls show(explored, closure) for each. Returns the exit
 * code of all. order->threads and ->increments 0: 2 threads, 1 increment. */
int explore_lab(const char *program, const char *name, const struct launch_order *order,
                void (*show)(struct explored *explored, void *closure), void *closure);
int explore_files(const char *program, const char *const *files, const struct launch_order *order,
                  void (*show)(struct explored *explored, void *closure), void *closure);

#endif

/* command.h: a command line that grows: the words of a compiler's call. */
#ifndef RACELAB_BUILD_COMMAND_H
#define RACELAB_BUILD_COMMAND_H

#include <stddef.h>

/* All zero bytes: empty. words is NULL-terminated once a word was added. */
struct command {
    char **words; /* owned, and each word */
    size_t count;
};

/* Appends a copy. Ends the program where memory is exhausted (judge/memory.h),
 * as all of these do. */
void command_add(struct command *command, const char *word);

/* Appends copies of a NULL-terminated list; NULL: an empty one. */
void command_add_all(struct command *command, const char *const *words);

/* Appends printf()'s text as one word. */
void command_print(struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As child_spec.argv and the like want it. */
const char *const *command_argv(const struct command *command);

void command_release(struct command *command);

#endif

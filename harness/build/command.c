#include "build/command.h"
#include "judge/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void take(struct command *command, char *word)
{
    command->words = memory_resize(command->words, command->count + 2, sizeof *command->words);
    command->words[command->count++] = word;
    command->words[command->count] = NULL;
}

void command_add(struct command *command, const char *word)
{
    take(command, memory_copy_text(word));
}

void command_add_all(struct command *command, const char *const *words)
{
    for (size_t i = 0; words && words[i]; i++)
        command_add(command, words[i]);
}

void command_print(struct command *command, const char *format, ...)
{
    char *word = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&word, format, arguments) < 0)
        memory_exhausted();
    va_end(arguments);
    take(command, word);
}

const char *const *command_argv(const struct command *command)
{
    return (const char *const *)command->words;
}

void command_release(struct command *command)
{
    for (size_t i = 0; i < command->count; i++)
        free(command->words[i]);
    free(command->words);
    *command = (struct command){0};
}

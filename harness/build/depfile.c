#include "build/depfile.h"
#include "judge/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_known(const struct command *paths, const char *path)
{
    for (size_t i = 0; i < paths->count; i++)
        if (strcmp(paths->words[i], path) == 0)
            return true;
    return false;
}

/* Skips blanks and continued lines; true where a rule ended meanwhile. */
static bool skip_blanks(const char **at)
{
    bool ended = false;
    for (;; (*at)++) {
        if (**at == '\\' && (*at)[1] == '\n')
            (*at)++;
        else if (**at == '\n')
            ended = true;
        else if (**at != ' ' && **at != '\t')
            return ended;
    }
}

/* Takes one name, unescaped, into word, which is long enough. */
static void take_word(const char **at, char *word)
{
    size_t length = 0;
    for (; **at && !strchr(" \t\n", **at); (*at)++) {
        if (**at == '\\' && (*at)[1] == '\n')
            break;
        bool escaped = (**at == '\\' && (*at)[1] && strchr(" #\\", (*at)[1])) ||
                       (**at == '$' && (*at)[1] == '$');
        if (escaped)
            (*at)++;
        word[length++] = **at;
    }
    word[length] = '\0';
}

/* "target:", the beginning of a rule. */
static bool is_target(const char *word)
{
    size_t length = strlen(word);
    return length > 0 && word[length - 1] == ':';
}

void depfile_read(const char *text, struct command *paths)
{
    char *word = memory_resize(NULL, strlen(text) + 1, 1);
    bool in_rule = false;
    for (;;) {
        if (skip_blanks(&text))
            in_rule = false;
        if (*text == '\0')
            break;
        take_word(&text, word);
        if (!in_rule)
            in_rule = is_target(word);
        else if (!is_known(paths, word))
            command_add(paths, word);
    }
    free(word);
}

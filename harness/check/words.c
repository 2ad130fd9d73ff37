#include "check/words.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

/* Takes one word off the text. False: a quote is not closed. */
static bool take_word(const char **text, char *word)
{
    size_t length = 0;
    char quote = '\0';
    for (; **text && (quote || !strchr(" \t\n", **text)); (*text)++) {
        char letter = **text;
        if (quote ? letter == quote : letter == '\'' || letter == '"') {
            quote = quote ? '\0' : letter;
            continue;
        }
        if (letter == '\\' && quote != '\'' && (*text)[1])
            letter = *++*text;
        word[length++] = letter;
    }
    word[length] = '\0';
    return quote == '\0';
}

bool words_split(const char *text, struct command *words)
{
    char *word = memory_resize(NULL, strlen(text) + 1, 1);
    bool good = true;
    for (text += strspn(text, " \t\n"); *text && good; text += strspn(text, " \t\n")) {
        good = take_word(&text, word);
        if (good)
            command_add(words, word);
    }
    free(word);
    return good;
}

void words_list(const char *text, struct command *words)
{
    for (;;) {
        size_t length = strcspn(text, ",");
        char *part = memory_copy(text, length);
        command_add(words, part);
        free(part);
        if (text[length] == '\0')
            return;
        text += length + 1;
    }
}

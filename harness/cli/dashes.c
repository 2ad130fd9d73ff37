#include "cli/dashes.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

int dashes_cut(int argc, char **argv, const char *const **rest)
{
    *rest = NULL;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--") == 0) {
            *rest = (const char *const *)(argv + i + 1);
            return i;
        }
    return argc;
}

char *dashes_join(const char *const *words)
{
    char *text = memory_copy_text("");
    for (size_t i = 0; words[i]; i++) {
        const char *quote = strchr(words[i], '\'') ? "\"" : "'";
        char *longer = memory_print("%s%s%s%s%s", text, i ? " " : "", quote, words[i], quote);
        free(text);
        text = longer;
    }
    return text;
}

#include "workshop/sentence.h"

#include <stddef.h>
#include <string.h>

static const struct sentence *chosen; /* NULL: English */

void sentence_language(const char *code)
{
    chosen = code && strcmp(code, "de") == 0 ? sentences_de : NULL;
}

bool sentence_is_german(void)
{
    return chosen == sentences_de;
}

const char *sentence(const char *english)
{
    for (const struct sentence *one = chosen; one && one->english; one++)
        if (strcmp(one->english, english) == 0)
            return one->translated;
    return english;
}

#include "workshop/prose.h"
#include "judge/memory.h"
#include "report/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t columns_of(const char *bytes, size_t length)
{
    char *text = memory_copy(bytes, length);
    size_t columns = utf8_columns(text);
    free(text);
    return columns;
}

/* One line of the text, in as many lines of the screen as it needs. */
static void print_wrapped(FILE *out, const char *text, size_t length, size_t room,
                          const char *further)
{
    size_t used = 0;
    const char *end = text + length;
    while (text < end) {
        text += strspn(text, " ");
        size_t word = strcspn(text, " \n");
        if (word == 0)
            break;
        size_t columns = columns_of(text, word);
        if (used > 0 && used + 1 + columns > room) {
            fprintf(out, "\n%s", further);
            used = 0;
        }
        fprintf(out, "%s%.*s", used ? " " : "", (int)word, text);
        used += columns + (used ? 1 : 0);
        text += word;
    }
    fputc('\n', out);
}

void prose_print(FILE *out, const char *text, int width, const char *first, const char *further)
{
    size_t indent = strlen(further);
    size_t room = (size_t)width > indent + 20 ? (size_t)width - indent : 20;
    for (const char *lead = first; *text; lead = further) {
        size_t length = strcspn(text, "\n");
        if (length == 0)
            fputc('\n', out);
        else if (strncmp(text, "    ", 4) == 0)
            fprintf(out, "%s%.*s\n", lead, (int)length, text);
        else {
            fputs(lead, out);
            print_wrapped(out, text, length, room, further);
        }
        text += length + (text[length] == '\n');
    }
}

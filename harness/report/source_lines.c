#include "report/source_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"

/* Without the indent and without a marker of what tools must report there. */
static char *code_of(const char *line)
{
    line += strspn(line, " \t");
    size_t length = strcspn(line, "\r\n");
    const char *marker = strstr(line, "/* expect:");
    if (marker != NULL)
        length = (size_t)(marker - line);
    while (length > 0 && line[length - 1] == ' ')
        length--;
    return memory_copy(line, length);
}

char *source_line(const char *file, long line)
{
    FILE *stream = line > 0 ? fopen(file, "re") : NULL;
    char *text = NULL, *found = NULL;
    size_t room = 0;
    if (stream == NULL)
        return NULL;
    while (line > 0 && getline(&text, &room, stream) >= 0)
        line--;
    if (line == 0)
        found = code_of(text);
    free(text);
    fclose(stream);
    return found;
}

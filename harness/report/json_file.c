#include "report/json_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

json_t *json_file_read(const char *program, const char *path)
{
    json_error_t error = {0};
    json_t *document = NULL;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    int unread = file ? 0 : errno;
    const char *name = file == stdin ? "standard input" : path;
    if (file) {
        errno = 0;
        document = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
        unread = ferror(file) ? errno : 0; /* a folder opens, and cannot be read */
    }
    if (unread)
        fprintf(stderr, "%s: cannot read '%s': %s\n", program, name, strerror(unread));
    else if (!document)
        fprintf(stderr, "%s: '%s' is damaged or cut short: line %d: %s\n", program, name,
                error.line, error.text);
    if (file && file != stdin)
        fclose(file);
    return document;
}

int json_file_print(const json_t *document, FILE *out)
{
    errno = 0;
    if (json_dumpf(document, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF)
        return 0;
    return errno ? -errno : -EIO;
}

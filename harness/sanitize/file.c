#include "sanitize/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "judge/memory.h"
#include "process/temporary.h"

static int read_stream(FILE *stream, char **text, size_t *size)
{
    size_t room = 0;
    *size = 0;
    *text = memory_copy("", 0);
    errno = EIO;
    while (!feof(stream) && !ferror(stream)) {
        if (room - *size < 2) {
            room = room * 2 + 4096;
            *text = memory_resize(*text, room, 1);
        }
        *size += fread(*text + *size, 1, room - *size - 1, stream);
    }
    (*text)[*size] = '\0';
    return ferror(stream) ? -errno : 0;
}

int file_read(const char *path, char **text, size_t *size)
{
    FILE *stream = fopen(path, "re");
    if (stream == NULL)
        return errno > 0 ? -errno : -EIO;
    int error = read_stream(stream, text, size);
    fclose(stream);
    if (error != 0)
        free(*text);
    return error;
}

char *scratch_make(void)
{
    char *folder = temporary_template("tool");
    if (folder == NULL)
        memory_exhausted();
    if (mkdtemp(folder) != NULL)
        return folder;
    int error = errno;
    free(folder);
    errno = error;
    return NULL;
}

static void append_file(const char *folder, const char *name, char **all, size_t *size)
{
    char *path = memory_print("%s/%s", folder, name), *text = NULL;
    size_t count = 0;
    if (file_read(path, &text, &count) == 0 && text) {
        *all = memory_resize(*all, *size + count + 1, 1);
        memcpy(*all + *size, text, count + 1);
        *size += count;
        free(text);
    }
    free(path);
}

char *scratch_read(const char *folder, const char *prefix, size_t *size)
{
    struct dirent **names;
    char *all = memory_copy("", 0);
    int count = scandir(folder, &names, NULL, alphasort);
    *size = 0;
    for (int i = 0; i < count; i++) {
        if (strncmp(names[i]->d_name, prefix, strlen(prefix)) == 0)
            append_file(folder, names[i]->d_name, &all, size);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return all;
}

void scratch_remove(char *folder)
{
    struct dirent **names;
    int count = scandir(folder, &names, NULL, NULL);
    for (int i = 0; i < count; i++) {
        char *path = memory_print("%s/%s", folder, names[i]->d_name);
        unlink(path); /* fails for . and .., as it should */
        free(path);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    rmdir(folder);
    free(folder);
}

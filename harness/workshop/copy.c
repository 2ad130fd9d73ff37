#include "workshop/copy.h"
#include "judge/memory.h"
#include "sanitize/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int copy_parents(const char *path)
{
    char *own = memory_copy_text(path);
    int error = 0;
    for (char *slash = strchr(own + 1, '/'); slash && error == 0; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(own, 0777) != 0 && errno != EEXIST)
            error = -errno;
        *slash = '/';
    }
    free(own);
    return error;
}

static int copy_file(const char *from, const char *to)
{
    char *text;
    size_t size;
    int error = file_read(from, &text, &size);
    if (error != 0)
        return error;
    FILE *file = fopen(to, "we");
    if (!file)
        error = -errno;
    if (file && fwrite(text, 1, size, file) != size)
        error = -EIO;
    if (file && fclose(file) != 0 && error == 0)
        error = -errno;
    free(text);
    return error;
}

static int copy_folder(const char *from, const char *to)
{
    struct dirent **names;
    int count = scandir(from, &names, NULL, alphasort), error = count < 0 ? -errno : 0;
    if (error == 0 && mkdir(to, 0777) != 0 && errno != EEXIST)
        error = -errno;
    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        if (error == 0 && strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            char *below = memory_print("%s/%s", from, name),
                 *copy = memory_print("%s/%s", to, name);
            error = copy_tree(below, copy);
            free(below);
            free(copy);
        }
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return error;
}

int copy_tree(const char *from, const char *to)
{
    struct stat status;
    int error = copy_parents(to);
    if (error == 0 && lstat(from, &status) != 0)
        error = -errno;
    if (error != 0)
        return error;
    return S_ISDIR(status.st_mode)   ? copy_folder(from, to)
           : S_ISREG(status.st_mode) ? copy_file(from, to)
                                     : 0;
}

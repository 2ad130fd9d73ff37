#include "report/saved_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "folder/.name.XXXXXX.svg" for "folder/name.svg", and how long the end is. */
static char *temporary_name(const char *path, int *suffix)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    const char *ending = dot && dot != name ? dot : "";
    char *result;
    *suffix = (int)strlen(ending);
    if (asprintf(&result, "%.*s.%.*s.XXXXXX%s", (int)(name - path), path,
                 (int)(strlen(name) - strlen(ending)), name, ending) < 0)
        return NULL;
    return result;
}

/* A rename would replace a folder's name only to fail later. */
static int refuse_folder(const char *path)
{
    struct stat status;
    if (path[0] == '\0')
        return -ENOENT;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return -EISDIR;
    return 0;
}

int saved_file_init(struct saved_file *file, const char *path)
{
    int suffix, result = refuse_folder(path);
    *file = (struct saved_file){.path = path};
    if (result != 0)
        return result;
    file->temporary = temporary_name(path, &suffix);
    if (!file->temporary)
        return -ENOMEM;
    int descriptor = mkostemps(file->temporary, suffix, O_CLOEXEC);
    result = descriptor < 0 ? -errno : 0;
    if (result == 0) {
        mode_t mask = umask(0);
        umask(mask);
        fchmod(descriptor, 0666 & ~mask);
        file->stream = fdopen(descriptor, "w");
        if (file->stream)
            return 0;
        result = -errno;
        close(descriptor);
        unlink(file->temporary);
    }
    free(file->temporary);
    return result;
}

int saved_file_commit(struct saved_file *file)
{
    int result = 0;
    if (ferror(file->stream) || fflush(file->stream) != 0 || fsync(fileno(file->stream)) != 0)
        result = errno ? -errno : -EIO;
    if (fclose(file->stream) != 0 && result == 0)
        result = -errno;
    if (result == 0 && rename(file->temporary, file->path) != 0)
        result = -errno;
    if (result != 0)
        unlink(file->temporary);
    free(file->temporary);
    return result;
}

void saved_file_discard(struct saved_file *file)
{
    fclose(file->stream);
    unlink(file->temporary);
    free(file->temporary);
}

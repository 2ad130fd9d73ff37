#include "process/temporary.h"

#include <stdio.h>
#include <stdlib.h>

char *temporary_template(const char *purpose)
{
    const char *folder = getenv("TMPDIR");
    char *path;
    if (asprintf(&path, "%s/racelab-%s-XXXXXX", folder && folder[0] ? folder : "/tmp", purpose) < 0)
        return NULL;
    return path;
}

#include "lab/describe.h"

#include "catalogue/description.h"
#include "lab/lab.h"

#include <stdio.h>
#include <string.h>

/* The last part of the path up to end. */
static const char *last_part(const char *path, const char *end)
{
    while (end > path && end[-1] != '/')
        end--;
    return end;
}

void describe_name(char *text, size_t size)
{
    const char *end = lab.file + strlen(lab.file);
    const char *name = last_part(lab.file, end);
    const char *slash = name > lab.file ? name - 1 : name;
    const char *folder = last_part(lab.file, slash);
    const char *dot = strrchr(name, '.');
    snprintf(text, size, "%.*s/%.*s", (int)(slash - folder), folder,
             (int)((dot ? dot : end) - name), name);
}

int describe_main(void)
{
#define X(member) printf("%s: %s\n", #member, lab.member ? lab.member : "");
    DESCRIPTION_TEXTS(X)
#undef X
#define X(key, member) printf("%s: %ld\n", key, (long)lab.member);
    DESCRIPTION_NUMBERS(X)
#undef X
    for (int i = 0; i < LAB_MEASURES_MAX && lab.measures[i].name; i++)
        printf("%s: %s\t%s\n", DESCRIPTION_MEASURE, lab.measures[i].name,
               lab.measures[i].unit ? lab.measures[i].unit : "");
    return fflush(stdout) == 0 ? 0 : 4;
}

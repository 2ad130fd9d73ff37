#include "build/sources.h"
#include "options/option.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ends_in(const char *path, const char *const *endings)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && dot != path && endings[i]; i++)
        if (strcmp(dot, endings[i]) == 0)
            return true;
    return false;
}

bool source_is_cxx(const char *path)
{
    static const char *const endings[] = {".cc", ".cpp", ".cxx", ".c++", ".C", NULL};
    return ends_in(path, endings);
}

bool source_is_code(const char *path)
{
    static const char *const endings[] = {".c", NULL};
    return ends_in(path, endings) || source_is_cxx(path);
}

static bool is_linkable(const char *path)
{
    static const char *const endings[] = {".o", ".a", NULL};
    return ends_in(path, endings);
}

bool source_is_file(const char *operand)
{
    struct stat status;
    return source_is_code(operand) || is_linkable(operand) ||
           (stat(operand, &status) == 0 && !S_ISDIR(status.st_mode));
}

/* Source text has no NUL bytes. */
static bool is_text(const char *path)
{
    char bytes[4096];
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    return memchr(bytes, '\0', size) == NULL;
}

/* Why the file is no source; NULL: nothing is wrong with it. */
static const char *complaint(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return strerror(errno);
    if (S_ISDIR(status.st_mode))
        return "is a folder; name its C files";
    if (!S_ISREG(status.st_mode))
        return "is no regular file";
    if (access(path, R_OK) != 0)
        return strerror(errno);
    if (is_linkable(path))
        return NULL;
    if (status.st_size == 0)
        return "is empty";
    if (!is_text(path))
        return "is not source text, but binary";
    return source_is_code(path) ? NULL : "has no ending of C or C++ (.c, .cc, .cpp, .cxx)";
}

static int check_files(const char *program, const char *const *files)
{
    bool code = false;
    for (size_t i = 0; files[i]; i++) {
        const char *wrong = complaint(files[i]);
        if (wrong) {
            fprintf(stderr, "%s: cannot read '%s': %s\n", program, files[i], wrong);
            return EXIT_USAGE;
        }
        code |= source_is_code(files[i]);
    }
    if (!code)
        fprintf(stderr, "%s: no C or C++ file among the operands\n", program);
    return code ? 0 : EXIT_USAGE;
}

/* Flags that make something else than a program. */
static bool is_foreign(const char *flag)
{
    static const char *const whole[] = {"-c",  "-E",          "-S",      "-o", "-fsyntax-only",
                                        "-M",  "-MM",         "-shared", "-r", "-static",
                                        "-MD", "-static-pie", NULL};
    for (size_t i = 0; whole[i]; i++)
        if (strcmp(flag, whole[i]) == 0)
            return true;
    return strncmp(flag, "-fsanitize=", 11) == 0;
}

int sources_check(const char *program, const char *const *files, const char *const *flags)
{
    for (size_t i = 0; flags && flags[i]; i++)
        if (is_foreign(flags[i])) {
            fprintf(stderr,
                    "%s: '%s' has no place among the flags: racelab builds and links by itself\n",
                    program, flags[i]);
            return EXIT_USAGE;
        }
    return check_files(program, files);
}

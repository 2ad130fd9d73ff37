/* sources.h: the files that a person names, and the flags, before anything is
 * built: what cannot work is told in one line. */
#ifndef RACELAB_BUILD_SOURCES_H
#define RACELAB_BUILD_SOURCES_H

#include <stdbool.h>

/* Whether the operand means a file rather than a lab: it has the ending of a
 * source, an object or a library, or it is there and no folder. */
bool source_is_file(const char *operand);

/* Whether the name is that of C or C++, of C++. */
bool source_is_code(const char *path);
bool source_is_cxx(const char *path);

/* Whether files (C, C++, objects, libraries) and the compiler's flags can make
 * a program: both NULL-terminated, flags may be NULL. Returns 0, or EXIT_USAGE
 * after one line to standard error that begins with `program`. */
int sources_check(const char *program, const char *const *files, const char *const *flags);

#endif

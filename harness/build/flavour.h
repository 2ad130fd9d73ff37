/* flavour.h: the ways in which a program is built, one for each witness that
 * needs its own. */
#ifndef RACELAB_BUILD_FLAVOUR_H
#define RACELAB_BUILD_FLAVOUR_H

#include <stdbool.h>

#define BUILD_FLAVOURS(X)                                                                          \
    X(BUILD_PLAIN, "plain") /* as a person builds it: for stress and helgrind */                   \
    X(BUILD_TSAN_CLANG, "tsan-clang")                                                              \
    X(BUILD_TSAN_GCC, "tsan-gcc")                                                                  \
    X(BUILD_EXPLORE, "explore") /* instrumented, and linked with the engine */

enum build_flavour {
#define X(name, text) name,
    BUILD_FLAVOURS(X)
#undef X
        BUILD_FLAVOUR_COUNT
};

/* "plain", "tsan-clang", ...; "?" outside the enumeration. */
const char *build_flavour_name(enum build_flavour flavour);

/* The compiler of the flavour, for C or for C++: an absolute path that the
 * caller frees. RACELAB_CC and RACELAB_CXX name those of the plain flavour,
 * RACELAB_EXPLORE_CC that of the explorer. NULL: this machine has none. */
char *build_compiler(enum build_flavour flavour, bool cxx);

/* The path of a program in PATH, owned by the caller; NULL: it is not there. */
char *build_find_program(const char *name);

#endif

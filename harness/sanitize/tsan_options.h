/* tsan_options.h: the value of TSAN_OPTIONS for one run.
 *
 * What only improves reports stands before the user's value, which may change
 * it; what the reader of the reports depends on stands after it: of two equal
 * options TSan takes the later one.
 */
#ifndef RACELAB_SANITIZE_TSAN_OPTIONS_H
#define RACELAB_SANITIZE_TSAN_OPTIONS_H

#include <stdbool.h>

/* TSan's exit status when it reported something. No lab exits with it. */
enum { TSAN_EXIT_CODE = 66 };

/* "TSAN_OPTIONS=..." for the environment; the caller frees it. user: the
 * user's value or NULL; log_path: where reports go, a process number is added;
 * symbolizer: path, or NULL: as TSan finds it. */
char *tsan_options(const char *user, const char *log_path, const char *symbolizer);

/* The path of an llvm-symbolizer that clang's TSan would not find by itself,
 * because only a versioned one is installed. The caller frees it; NULL: TSan
 * finds one, or there is none. */
char *tsan_symbolizer(void);

#endif

/* explorer.h: for tests: runs the real `racelab explore` and reads its JSON. */
#ifndef RACELAB_TESTS_EXPLORER_H
#define RACELAB_TESTS_EXPLORER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* Runs racelab with these arguments (NULL-terminated, the first is the
 * subcommand) and --json. Fails the test unless it exits with `code`. Returns
 * the first variant of the document; release it with json_decref(). */
json_t *explorer_run(int code, const char *const *arguments);

/* Exit code of racelab with these arguments; *output, where not NULL, receives
 * what it printed (to be freed). */
int explorer_exit(const char *const *arguments, char **output);

/* The interleavings that end at this outcome, in decimal; "0": it is not there. */
const char *explorer_count(const json_t *variant, long long outcome);

/* How many outcomes are listed as possible, or as not. */
size_t explorer_outcomes(const json_t *variant, bool possible);

/* Whole numbers of the document, which may be strings. Decimal digits. */
const char *explorer_digits(const json_t *value);

const char *explorer_text(const json_t *variant, const char *key);

/* "lost update", ... of the gravest finding; "" where there is none. */
const char *explorer_first_kind(const json_t *variant);

#endif

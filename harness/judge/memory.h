/* memory.h: allocation for the tool's own data, which does not fail.
 *
 * A tool that has run out of memory can do nothing useful: it says so and ends
 * with exit code 4. Not for code that lives inside the program under test.
 */
#ifndef RACELAB_JUDGE_MEMORY_H
#define RACELAB_JUDGE_MEMORY_H

#include <stddef.h>

/* Says on stderr that memory is exhausted and ends the program with 4. */
_Noreturn void memory_exhausted(void);

/* realloc() of count elements; contents as realloc() leaves them. Returns NULL
 * only for count 0. */
void *memory_resize(void *old, size_t count, size_t size);

/* A copy of length bytes with a NUL after them; the caller frees it. */
char *memory_copy(const char *bytes, size_t length);

/* As memory_copy() for a string; NULL gives NULL. */
char *memory_copy_text(const char *text);

/* printf() into a new string that the caller frees. */
char *memory_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif

/* utf8.h: text of unknown origin, made fit for terminals and for JSON. */
#ifndef RACELAB_REPORT_UTF8_H
#define RACELAB_REPORT_UTF8_H

#include <stddef.h>

/* A copy in valid UTF-8: each byte that is none becomes '?'. The caller frees
 * it. */
char *utf8_clean(const char *bytes, size_t size);

/* How many columns valid UTF-8 takes, counting one per character. */
size_t utf8_columns(const char *text);

/* A copy that takes at most that many columns, with "…" where it was cut: at
 * the end, or at the beginning. Tabs and control characters become blanks. The
 * caller frees it. */
char *utf8_cut_end(const char *text, size_t columns);
char *utf8_cut_begin(const char *text, size_t columns);

#endif

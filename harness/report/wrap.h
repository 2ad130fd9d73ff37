/* wrap.h: texts in lines of at most so many columns. */
#ifndef RACELAB_REPORT_WRAP_H
#define RACELAB_REPORT_WRAP_H

#include <stddef.h>

struct wrapped {
    size_t width;    /* of a line, in columns */
    const char *gap; /* "…", "..": what stands for what was cut out; borrowed */
    char **lines;
    size_t count; /* at least 1 */
};

/* One empty line. width: at least 4 columns; less counts as 4. */
void wrapped_init(struct wrapped *wrapped, size_t width, const char *gap);
void wrapped_release(struct wrapped *wrapped);

/* Goes on with the part, after a blank, on a new line where the last has no room for
 * it. A part that is wider than a line is broken at its blanks; a word that is, is cut
 * in its middle (wrap_cut). An empty part adds nothing. */
void wrapped_add(struct wrapped *wrapped, const char *part);

/* Each word of the text as a part. */
void wrapped_add_words(struct wrapped *wrapped, const char *text);

/* A copy of the name that takes at most `columns` columns: where it is wider, its
 * beginning and its end with the gap ("…", "..") between them, more of the end,
 * where names differ. The caller frees it. */
char *wrap_cut(const char *name, size_t columns, const char *gap);

#endif

/* terminal.h: what the place we print to can show. */
#ifndef RACELAB_REPORT_TERMINAL_H
#define RACELAB_REPORT_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum terminal_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct terminal {
    bool interactive; /* a person watches: progress may be drawn */
    bool color;
    bool utf8;
    int width; /* columns; 100 where nobody says */
};

/* Looks at the stream, the locale, COLUMNS and NO_COLOR (https://no-color.org).
 * Call setlocale(LC_ALL, "") before. */
struct terminal terminal_of(FILE *stream, enum terminal_color wanted);

/* Columns for text that reads best within 100: those of a person's screen where it is
 * narrower, never fewer than 40. */
int terminal_text_width(const struct terminal *terminal);

/* Columns for a remark: the same for a person, and more than there are for a pipe, where
 * who looks for words in lines finds each whole. */
int terminal_line_width(const struct terminal *terminal);

/* The sequence that starts a style, or "" without colour. */
const char *terminal_red(const struct terminal *terminal);
const char *terminal_green(const struct terminal *terminal);
const char *terminal_yellow(const struct terminal *terminal);
const char *terminal_bold(const struct terminal *terminal);
const char *terminal_dim(const struct terminal *terminal);
const char *terminal_plain(const struct terminal *terminal);

#endif

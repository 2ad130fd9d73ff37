/* columns.h: the trace of a finding, one column per thread, within the width of a screen. */
#ifndef RACELAB_EXPLORE_COLUMNS_H
#define RACELAB_EXPLORE_COLUMNS_H

#include "explore/judge/conclusion.h"

#include <stdio.h>

/* The screen that a trace is for, and its reader. */
struct columns_reader {
    int room;  /* columns; fewer than 40 count as 40 */
    bool utf8; /* the mark of a stale write may be drawn as a sign, and what is cut out of a
                  long name */
    /* An operation or a remark ("read", "stale at 3") in the reader's language; the caller
     * frees it. NULL: it is English. */
    char *(*say)(const char *english);
};

/* Prints the finding's events. No line is wider than the screen. With more threads than
 * fit beside each other, one line per step that names its thread. */
void columns_print(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                   const struct columns_reader *reader);

#endif

/* columns.h: the trace of a finding, one column per thread, within the width of a screen. */
#ifndef RACELAB_EXPLORE_COLUMNS_H
#define RACELAB_EXPLORE_COLUMNS_H

#include "explore/judge/conclusion.h"

#include <stdio.h>

/* Prints the finding's events for a screen of so many columns; fewer than 40 count as 40.
 * No line is longer than that. With more threads than fit beside each other, one line per
 * step that names its thread. utf8: the mark of a stale write may be drawn as a sign, and
 * what is cut out of a long name. */
void columns_print(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                   bool utf8, int room);

#endif

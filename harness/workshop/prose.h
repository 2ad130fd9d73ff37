/* prose.h: texts for people, wrapped to the width of the screen. */
#ifndef RACELAB_WORKSHOP_PROSE_H
#define RACELAB_WORKSHOP_PROSE_H

#include <stdio.h>

/* Prints paragraphs (parted by empty lines) in lines of at most `width` columns.
 * Each line begins with `further`, the first with `first`. A line of the text
 * that begins with four blanks stands as it is. */
void prose_print(FILE *out, const char *text, int width, const char *first, const char *further);

#endif

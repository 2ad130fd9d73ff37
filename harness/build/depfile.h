/* depfile.h: the files that a compiler or linker read, from the make rules
 * that it wrote (-MD, --dependency-file). */
#ifndef RACELAB_BUILD_DEPFILE_H
#define RACELAB_BUILD_DEPFILE_H

#include "build/command.h"

/* Appends the prerequisites of the rules in text, each once over all calls on
 * the same list. Understands continued lines, several rules, and the escapes
 * for blanks, '#' and '$'. */
void depfile_read(const char *text, struct command *paths);

#endif

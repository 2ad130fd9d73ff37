/* words.h: one text as several words. */
#ifndef RACELAB_CHECK_WORDS_H
#define RACELAB_CHECK_WORDS_H

#include "build/command.h"

#include <stdbool.h>

/* Appends the words of the text as a shell would part them: at blanks, but not
 * within '...' or "..." or after a backslash; nothing is expanded. False: a
 * quote is not closed. */
bool words_split(const char *text, struct command *words);

/* Appends the parts between commas. */
void words_list(const char *text, struct command *words);

#endif

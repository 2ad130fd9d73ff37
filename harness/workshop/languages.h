/* languages.h: into which languages a pack is translated, and how far.
 */
#ifndef RACELAB_WORKSHOP_LANGUAGES_H
#define RACELAB_WORKSHOP_LANGUAGES_H

#include "workshop/pack.h"

/* Calls `take` for each file of the exercise that is not as it should be in a
 * language that the pack has anywhere: with its name ("workshop.de.txt") and
 * what is wrong with it, one phrase. Returns how many there were. */
size_t languages_check(const struct pack *pack, const struct exercise *exercise,
                       void (*take)(const struct exercise *exercise, const char *file,
                                    const char *fault));

#endif

/* fat.h: programs that `racelab cc` has linked: each carries the program that can
 * be explored in a section of its own (explore/build/fat-cc). */
#ifndef RACELAB_BUILD_FAT_H
#define RACELAB_BUILD_FAT_H

#include "build/build.h"

/* Whether the file is an ELF program or library, not an object: a candidate. */
bool fat_is_program(const char *path);

/* Takes the explorable program out of the file, into a folder that goes when
 * *build is released. Whatever is wrong is in build->end and ->message. */
void fat_extract(const char *path, struct build *build);

#endif

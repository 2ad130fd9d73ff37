/* scaffold.h: makes a workshop's folder. */
#ifndef RACELAB_WORKSHOP_SCAFFOLD_H
#define RACELAB_WORKSHOP_SCAFFOLD_H

#include "workshop/pack.h"

/* Fills the folder, which is made where it does not exist and must be empty
 * where it does: exercises, README, Makefile, editor settings, the pack and the
 * harness's source. Nothing in it refers to where they came from. Returns 0, or
 * an exit code with *complaint, one line that the caller frees. */
int scaffold(const struct pack *pack, const char *language, const char *path, char **complaint);

/* Fills the folder, under the same terms, with a teacher's pack: one small
 * exercise that passes check_pack() as it is, and a README. Returns as
 * scaffold(). */
int scaffold_pack(const char *path, char **complaint);

#endif

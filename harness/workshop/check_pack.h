/* check_pack.h: whether a pack does what it says: every racy program and every
 * tempting fix fails and is named, every remedy passes, all texts are there, and
 * judging stays within the budget.
 */
#ifndef RACELAB_WORKSHOP_CHECK_PACK_H
#define RACELAB_WORKSHOP_CHECK_PACK_H

#include "report/terminal.h"
#include "workshop/pack.h"

/* Checks the exercise of that name, or all with NULL, and prints a line for each
 * file to standard output, with a word on what is wrong with it. Returns an
 * exit code; the name is known. */
int check_pack(const struct pack *pack, const char *name, const struct terminal *terminal);

#endif

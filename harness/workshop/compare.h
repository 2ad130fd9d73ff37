/* compare.h: a passed solution beside the remedies of the lab: what each costs
 * on this machine, and what speaks for it.
 */
#ifndef RACELAB_WORKSHOP_COMPARE_H
#define RACELAB_WORKSHOP_COMPARE_H

#include "lab/lab.h"
#include "workshop/folder.h"

#include <stdio.h>

/* Runs them all on real threads, a third of a second each, and prints a table
 * of at most `width` columns. size: of a trial. */
void compare_print(FILE *out, const struct folder *folder, const struct exercise *exercise,
                   const struct lab_run *size, int width);

#endif

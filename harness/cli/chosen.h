/* chosen.h: the labs or variants that a command was told to work on. */
#ifndef RACELAB_CLI_CHOSEN_H
#define RACELAB_CLI_CHOSEN_H

#include "catalogue/catalogue.h"

struct chosen {
    struct catalogue catalogue;
    struct selection selection;
};

/* Opens the catalogue beside the program and selects by "LAB" or "LAB/VARIANT", or
 * all by NULL. Returns 0, and the caller closes it; or the exit code to end with,
 * after one line to standard error that begins with `program` where the name is wrong. */
int chosen_open(struct chosen *chosen, const char *program, const char *name);

void chosen_close(struct chosen *chosen);

#endif

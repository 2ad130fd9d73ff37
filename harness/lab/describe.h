/* describe.h: prints what the linked lab says of itself. */
#ifndef RACELAB_LAB_DESCRIBE_H
#define RACELAB_LAB_DESCRIBE_H

#include <stddef.h>

/* Prints the description; returns the exit code. */
int describe_main(void);

/* Writes "lab/variant" after the lab's file name. */
void describe_name(char *text, size_t size);

#endif

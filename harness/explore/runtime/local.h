/* local.h: the area of memory that each thread has for itself. */
#ifndef RACELAB_EXPLORE_LOCAL_H
#define RACELAB_EXPLORE_LOCAL_H

#include "explore/runtime/model.h"

enum {
    LOCAL_VARIABLES = 256,
    LOCAL_KEYS = 128,
    LOCAL_ERRNO_AT = 0,
    LOCAL_CLOCK_AT = 16, /* two words: see timing.c */
    LOCAL_KEYS_AT = 64,
    LOCAL_MADE_AT = LOCAL_KEYS_AT + 8 * LOCAL_KEYS, /* a byte per variable that has its value */
    LOCAL_DATA_AT = LOCAL_MADE_AT + LOCAL_VARIABLES
};

/* Thread-local variables get their places in the order in which the process
 * meets them. The control words of those that it has met, in that order, and their
 * places in the area; and to meet one before the program does. */
unsigned local_variables(const uint64_t **controls, const uint64_t **places);
void local_meet(uint64_t control);

/* Where the running thread's area begins. */
uint64_t local_area(void);

#endif

/* name.h: which known wrong fix a wrong submission is. */
#ifndef RACELAB_WORKSHOP_NAME_H
#define RACELAB_WORKSHOP_NAME_H

#include "workshop/reference.h"

/* The wrong variant that behaves alike: the same findings on the same
 * configurations, the same outcomes. Where several do, the one whose text has
 * most words in common with the submission's. NULL: none does. */
const struct reference_variant *name_wrong(const struct behaviour *behaviour, const char *text,
                                           const struct reference *reference);

#endif

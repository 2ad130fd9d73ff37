/* weigh.h: what was observed of a submission becomes a verdict. */
#ifndef RACELAB_WORKSHOP_WEIGH_H
#define RACELAB_WORKSHOP_WEIGH_H

#include "workshop/judge.h"

/* Concludes the card: wrong with what was found, refused where the exercise's work is not
 * done, undecided where not everything could be searched, else proved. */
void weigh(const struct judge_order *order, const struct observation *observation,
           struct card *card);

#endif

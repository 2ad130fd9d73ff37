/* admission.h: whether a submission may be run at all. */
#ifndef RACELAB_WORKSHOP_ADMISSION_H
#define RACELAB_WORKSHOP_ADMISSION_H

#include "workshop/bench.h"
#include "workshop/judge.h"

/* How a call of the compiler ended: true if it did what it was to do, else the card says why.
 * Takes over the message. */
bool admission_compiled(struct card *card, enum bench_end end, char *message);

/* Whether what was laid compiles and nothing in its text and its object file speaks against
 * it; else the card is concluded: broken, refused, lacking, or undecided where it goes the way
 * of a remedy that cannot be judged here. */
bool admission(const struct judge_order *order, struct bench *bench, struct card *card);

#endif

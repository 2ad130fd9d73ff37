/* weigh.h: the one place that weighs witnesses against each other.
 *
 * What a witness caught is a fact, whatever the others say: it outweighs all
 * silence. The one exception is helgrind's data race, where the explorer has
 * proved the program: helgrind does not know C11 atomics and takes a program
 * that is right for one that races.
 *
 * A proof outweighs every other silence. Without one, silence is as weak as the
 * weakest witness that could have been heard: clean where all were clean,
 * inconclusive or unsupported where one was. A witness that this machine lacks
 * is left out, unless all are lacking. Findings that are accepted (a baseline, a
 * suppression) do not count.
 */
#ifndef RACELAB_JUDGE_WEIGH_H
#define RACELAB_JUDGE_WEIGH_H

#include "judge/testimony.h"

/* Fills .verdict, .worst and .notes from the testimonies. */
void judged_weigh(struct judged *judged);

/* Of two kinds of finding the graver has the smaller number: what goes wrong
 * comes before what may, and that before what is merely untidy. */
int finding_gravity(enum finding_kind kind);

#endif

/* work.h: whether a submission still does the exercise's work: as many threads,
 * as many operations, at the same time, judged by the exercise's check.
 */
#ifndef RACELAB_WORKSHOP_WORK_H
#define RACELAB_WORKSHOP_WORK_H

#include "workshop/reference.h"

/* Why the description is refused: one sentence that the caller frees, or NULL. */
char *work_description(const struct description *said, const struct reference *reference);

/* Why what it does is refused: the same. found: the explorer found something,
 * which is what a thread that waits for ever is then told as. */
char *work_behaviour(const struct behaviour *behaviour, const struct reference *reference,
                     bool found);

/* Of one that does the work otherwise: why one of its outcomes is refused by the exercise's text.
 * The same. */
char *work_outcomes(const struct behaviour *behaviour, const struct exercise *exercise);

/* Of a proved submission: why it is refused although it is right: its threads
 * do not work at the same time. The same. */
char *work_overlap(const struct behaviour *behaviour, const struct reference *reference);

#endif

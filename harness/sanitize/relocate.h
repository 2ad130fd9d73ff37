/* relocate.h: reports name files as the compiler did; a lab that was built in
 * one place and installed in another has its sources elsewhere by then.
 */
#ifndef RACELAB_SANITIZE_RELOCATE_H
#define RACELAB_SANITIZE_RELOCATE_H

#include "judge/finding.h"

/* Names the files of a lab's findings as they are found today. source is the
 * variant's file today, ".../labs/counter/mutex.c": frames in the file of these
 * last three names say where the tree stood when it was built, and whatever else
 * stood below that follows. Findings that name no such file stay as they are. */
void relocate_findings(struct finding_list *findings, const char *source);

#endif

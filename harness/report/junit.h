/* junit.h: verdicts as JUnit XML, as CI servers read it: a suite per program, a
 * case per witness. A witness that caught something has failed, one that could
 * not judge was skipped. */
#ifndef RACELAB_REPORT_JUNIT_H
#define RACELAB_REPORT_JUNIT_H

#include "judge/testimony.h"

#include <stdio.h>

/* Returns 0, or -EIO where it could not be written. */
int junit_write(FILE *out, const struct judged_list *list);

#endif

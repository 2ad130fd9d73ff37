/* sarif.h: findings in SARIF 2.1.0 (OASIS Static Analysis Results Interchange
 * Format), as code-scanning services read it. A finding with an interleaving has
 * a code flow: one thread flow per thread, its steps numbered in the order in which they
 * happened. Paths are relative to the current folder. */
#ifndef RACELAB_REPORT_SARIF_H
#define RACELAB_REPORT_SARIF_H

#include "judge/testimony.h"

#include <stdio.h>

/* Returns 0, or -EIO where it could not be written. */
int sarif_write(FILE *out, const struct judged_list *list, const char *version);

#endif

/* annotations.h: findings as lines that other programs point at. */
#ifndef RACELAB_REPORT_ANNOTATIONS_H
#define RACELAB_REPORT_ANNOTATIONS_H

#include "judge/testimony.h"

#include <stdio.h>

/* The compilers' own form, which editors and make understand: "bank.c:20: error:
 * ..." and a "note:" for each other access and step. */
void annotations_gcc(FILE *out, const struct judged_list *list);

/* GitHub's workflow commands: "::error file=bank.c,line=20,title=...::...". */
void annotations_github(FILE *out, const struct judged_list *list);

#endif

/* findings_text.h: findings for a person at a terminal. */
#ifndef RACELAB_REPORT_FINDINGS_TEXT_H
#define RACELAB_REPORT_FINDINGS_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "judge/finding.h"

struct findings_style {
    int columns;       /* width to keep to; less than 40 counts as 40 */
    bool colour;       /* with ANSI escapes */
    const char *base;  /* dropped from the beginning of paths, such as "/src/racelab/";
                          NULL: nothing */
    const char *aside; /* frames whose file begins so are left out where others are there:
                          the harness below an actor; NULL: none */
    char *(*line_of)(const char *file, long line); /* source_line(), or a test's own;
                                                      NULL: no source lines are shown */
};

/* Prints one block per finding, each after an empty line but the first. Frames
 * of the tools' runtimes and of the C library are left out unless nothing else
 * is there; a finding without any access shows its raw text. */
void findings_text(FILE *out, const struct finding_list *list, const struct findings_style *style);

#endif

/* plot.h: a stress report as a picture, drawn by gnuplot. */
#ifndef RACELAB_REPORT_PLOT_H
#define RACELAB_REPORT_PLOT_H

#include "report/saved_file.h"
#include "report/stress_report.h"

/* Opens the picture's file before the long work, so that a path that cannot be
 * written is known at once. path ends in .svg or .png. Returns 0, or an exit
 * code after one line to standard error that begins with program. */
int plot_open(struct saved_file *picture, const char *program, const char *path);

/* Draws the report and makes the picture appear. Returns 0, or an exit code
 * after one line to standard error. Releases the file either way. */
int plot_close(struct saved_file *picture, const char *program, const struct stress_report *report);

#endif

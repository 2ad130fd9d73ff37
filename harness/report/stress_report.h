/* stress_report.h: what stress saw of a lab's variants. Plain data, filled by
 * a command and printed by the renderers below.
 */
#ifndef RACELAB_REPORT_STRESS_REPORT_H
#define RACELAB_REPORT_STRESS_REPORT_H

#include "catalogue/catalogue.h"
#include "machine/machine.h"
#include "stress/run.h"

#include <stdio.h>

struct stress_series {
    const struct variant *variant; /* borrowed */
    size_t count;
    struct stress_run *runs; /* owned; one per thread count, as far as they were made */
};

struct stress_report {
    const char *lab; /* borrowed */
    struct machine machine;
    bool partial; /* somebody asked to stop before the end */
    size_t count;
    struct stress_series *series; /* owned */
};

/* Makes room for the variants of a selection with up to runs_max runs each.
 * Returns 0 or -ENOMEM. The caller releases it. */
int stress_report_init(struct stress_report *report, const struct selection *selection,
                       size_t runs_max);

void stress_report_release(struct stress_report *report);

/* The verdict over all runs of a variant. */
enum verdict stress_series_verdict(const struct stress_series *series);

/* The exit code of the whole: found, else lacking, else inconclusive, else 0. */
int stress_report_exit_code(const struct stress_report *report);

/* Prints the report as one JSON document (docs/reference/json.md). Returns 0 or
 * a negative errno. */
int stress_report_json(const struct stress_report *report, FILE *out);

/* Prints a gnuplot script that draws lost updates and cost against the number
 * of threads into the file `output`, an SVG or a PNG after its name. */
void stress_report_gnuplot(const struct stress_report *report, const char *output, FILE *out);

#endif

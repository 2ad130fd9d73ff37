/* witness_report.h: what one witness, with one tool or several, says of a lab's
 * variants. Plain data, filled by a command and printed by the renderers below.
 */
#ifndef RACELAB_REPORT_WITNESS_REPORT_H
#define RACELAB_REPORT_WITNESS_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "catalogue/catalogue.h"
#include "judge/finding.h"
#include "judge/verdict.h"
#include "report/terminal.h"

enum { WITNESS_TOOLS_MAX = 2 };

/* What one tool said of one variant. Owns its members. */
struct witness_result {
    enum verdict verdict;
    char *reason;    /* where it is neither caught nor clean; NULL: none */
    char *complaint; /* how it differs from what the variant says of itself; NULL: not */
    long runs;       /* made */
    long caught;     /* of these */
    double seconds;
    struct finding_list findings; /* of the first run that found any */
};

struct witness_row {
    const struct variant *variant; /* borrowed */
    enum finding_kind expected;    /* FINDING_NONE: silence */
    bool may_miss;                 /* silence is as expected, too */
    size_t count;                  /* results, as far as they were made */
    struct witness_result results[WITNESS_TOOLS_MAX];
};

struct witness_report {
    const char *witness; /* "tsan" */
    const char *lab;     /* borrowed */
    size_t tool_count;
    const char *tools[WITNESS_TOOLS_MAX]; /* "clang", "gcc" */
    long threads;                         /* 0: each variant's own default */
    long increments;                      /* likewise */
    const char *warning;                  /* why silence means nothing; NULL: it does */
    bool partial;                         /* somebody asked to stop before the end */
    size_t count;
    struct witness_row *rows; /* owned */
};

void witness_report_release(struct witness_report *report);

/* The verdict over all results of a row, and of the report. */
enum verdict witness_row_verdict(const struct witness_row *row);
enum verdict witness_report_verdict(const struct witness_report *report);

/* Whether all results are what the variants say of themselves. */
bool witness_report_as_expected(const struct witness_report *report);

/* Prints a line per variant: a head, the rows as they come, then the findings
 * and what differs from the expectations. */
void witness_text_head(FILE *out, const struct witness_report *report,
                       const struct terminal *terminal);
void witness_text_row(FILE *out, const struct witness_report *report, const struct witness_row *row,
                      const struct terminal *terminal);
void witness_text_foot(FILE *out, const struct witness_report *report,
                       const struct terminal *terminal);

/* Prints the report as one JSON document. Returns 0, or -1 where it could not
 * be written. */
int witness_json(FILE *out, const struct witness_report *report);

#endif

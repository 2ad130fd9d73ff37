/* grade_report.h: what grading found, for people, scripts, spreadsheets and
 * Gradescope. The same grading gives the same bytes.
 */
#ifndef RACELAB_WORKSHOP_GRADE_REPORT_H
#define RACELAB_WORKSHOP_GRADE_REPORT_H

#include "report/terminal.h"
#include "workshop/grade.h"

#include <stdio.h>

void grade_table(FILE *out, const struct grading *grading, const struct terminal *terminal);

/* One document; docs/reference/json.md. Returns 0 or -EIO. */
int grade_json(FILE *out, const struct grading *grading);

/* RFC 4180: a line for each file. */
void grade_csv(FILE *out, const struct grading *grading);

/* results.json as Gradescope's autograder reads it, of the first person.
 * https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
int grade_gradescope(FILE *out, const struct grading *grading);

#endif

/* read_helgrind.h: what valgrind's helgrind wrote as XML, as findings.
 *
 * Reads protocol 4 of valgrind 3.19 and its neighbours. helgrind counts
 * threads from 1, findings from 0: its "thread #1" is the main thread here. A
 * file that ends too early, because its process was killed, gives what it holds,
 * the cut report included. The raw text of a finding is its XML element.
 */
#ifndef RACELAB_SANITIZE_READ_HELGRIND_H
#define RACELAB_SANITIZE_READ_HELGRIND_H

#include <stdbool.h>
#include <stddef.h>

#include "judge/finding.h"

struct helgrind_report {
    struct finding_list findings;
    bool finished; /* helgrind saw the program's end */
    char *failure; /* why the XML could not be read to its end; NULL: it could */
};

/* The caller releases the report. */
void helgrind_report_read(const char *xml, size_t size, struct helgrind_report *report);
void helgrind_report_release(struct helgrind_report *report);

#endif

/* read_tsan.h: what ThreadSanitizer printed, as findings.
 *
 * Reads the text of clang 14 to 19 and of gcc 12 to 14, any number of reports
 * between other output. Never fails: what looks like a report and is not
 * understood becomes FINDING_OTHER with its text, what is no report goes to
 * .rest. The texts of the findings and the rest together are the input, byte
 * for byte.
 */
#ifndef RACELAB_SANITIZE_READ_TSAN_H
#define RACELAB_SANITIZE_READ_TSAN_H

#include <stddef.h>

#include "judge/finding.h"

struct tsan_report {
    struct finding_list findings;
    char *failure; /* why TSan's runtime gave up ("FATAL: ThreadSanitizer:
                      unexpected memory mapping ..."); NULL: it did not.
                      Silence then means nothing. */
    char *rest;    /* never NULL */
};

/* The caller releases the report. */
void tsan_report_read(const char *text, size_t size, struct tsan_report *report);
void tsan_report_release(struct tsan_report *report);

#endif

/* read_go.h: what Go's race detector printed, as findings. It is
 * ThreadSanitizer's runtime with reports of Go's own form ("WARNING: DATA RACE"). */
#ifndef RACELAB_SANITIZE_READ_GO_H
#define RACELAB_SANITIZE_READ_GO_H

#include "sanitize/read_tsan.h"

/* Whether the text holds a report of that form. */
bool go_report_is(const char *text, size_t size);

/* As tsan_report_read(). The caller releases the report by tsan_report_release(). */
void go_report_read(const char *text, size_t size, struct tsan_report *report);

#endif

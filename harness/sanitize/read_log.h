/* read_log.h: a log that somebody kept, in which ThreadSanitizer of clang or gcc,
 * or Go's race detector, may have printed reports; and how far its silence goes.
 * A run without a report leaves a log without one; so do a program that never
 * ran, a file that is no log, and a log that was cut off. */
#ifndef RACELAB_SANITIZE_READ_LOG_H
#define RACELAB_SANITIZE_READ_LOG_H

#include "sanitize/read_tsan.h"

enum log_state {
    LOG_WHOLE,    /* what reports there are have their end */
    LOG_EMPTY,    /* not a byte */
    LOG_BINARY,   /* no report, and bytes that no text has */
    LOG_CUT,      /* it ends in a report, or where one begins */
    LOG_STRIPPED, /* no report, but words that stand below reports */
};

struct log_reading {
    enum log_state state;
    size_t lines;
    struct tsan_report report; /* the findings, in the order of clang's, gcc's, Go's */
};

/* Reads a text of size bytes that has room for a NUL; it is changed (plain_log.h).
 * The caller releases the reading. */
void log_read(char *text, size_t size, struct log_reading *reading);
void log_reading_release(struct log_reading *reading);

#endif

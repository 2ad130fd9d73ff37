#include "sanitize/read_log.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "sanitize/plain_log.h"
#include "sanitize/read_go.h"
#include "sanitize/slice.h"

static const char fence[] = "==================";
static const char tsan_mark[] = "WARNING: ThreadSanitizer: ";
static const char go_mark[] = "WARNING: DATA RACE";

static bool is_fence(struct slice line)
{
    return line.size == sizeof fence - 1 && slice_starts(line, fence);
}

/* The text ends in this line, without a line feed. */
static bool is_half_a_mark(struct slice line, bool below_fence)
{
    enum { SURE = 8 }; /* "WARNING:" */
    if (line.size == 0 || (line.size < SURE && !below_fence))
        return false;
    return memcmp(line.at, tsan_mark,
                  line.size < sizeof tsan_mark ? line.size : sizeof tsan_mark) == 0 ||
           memcmp(line.at, go_mark, line.size < sizeof go_mark ? line.size : sizeof go_mark) == 0;
}

/* Whether the last report has no end, or the last fence no report. */
static bool is_cut(struct slice text)
{
    bool reporting = false, below_fence = false;
    while (text.size > 0) {
        struct slice line = slice_take_line(&text);
        if (slice_starts(line, tsan_mark) || slice_starts(line, go_mark)) {
            reporting = true;
            below_fence = false;
        } else if (is_fence(line)) {
            below_fence = !reporting;
            reporting = false;
        } else if (text.size == 0 && text.at[-1] != '\n' && is_half_a_mark(line, below_fence)) {
            return true;
        } else if (line.size > 0) {
            below_fence = false;
            reporting &= !slice_starts(line, "SUMMARY: ThreadSanitizer: ");
        }
    }
    return reporting || below_fence;
}

static bool is_stripped(struct slice text)
{
    static const char *const words[] = {"WARNING: ThreadSanitizer: ",
                                        "SUMMARY: ThreadSanitizer: ",
                                        "ThreadSanitizer: reported ",
                                        "ThreadSanitizer:DEADLYSIGNAL",
                                        "WARNING: DATA RACE",
                                        " data race(s)",
                                        "race detected during execution of test"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_contains(text, words[i]))
            return true;
    return false;
}

static size_t count_lines(struct slice text)
{
    size_t count = 0;
    for (; text.size > 0; count++)
        slice_take_line(&text);
    return count;
}

/* Go's reports are taken first: a program may hold C with ThreadSanitizer, too. */
static void read_reports(const char *text, size_t size, struct tsan_report *report)
{
    struct tsan_report go;
    if (!go_report_is(text, size)) {
        tsan_report_read(text, size, report);
        return;
    }
    go_report_read(text, size, &go);
    tsan_report_read(go.rest, strlen(go.rest), report);
    for (size_t i = 0; i < go.findings.count; i++)
        finding_list_add(&report->findings, &go.findings.items[i]);
    go.findings.count = 0;
    tsan_report_release(&go);
}

static enum log_state state_of(struct slice text, const struct tsan_report *report)
{
    size_t found = report->findings.count;
    if (text.size == 0)
        return LOG_EMPTY;
    if (found == 0 && memchr(text.at, '\0', text.size))
        return LOG_BINARY;
    if (is_cut(text))
        return LOG_CUT;
    return found == 0 && is_stripped(text) ? LOG_STRIPPED : LOG_WHOLE;
}

void log_read(char *text, size_t size, struct log_reading *reading)
{
    *reading = (struct log_reading){.state = LOG_EMPTY};
    plain_log(text, &size);
    reading->lines = count_lines(slice_of(text, size));
    read_reports(text, size, &reading->report);
    reading->state = state_of(slice_of(text, size), &reading->report);
}

void log_reading_release(struct log_reading *reading)
{
    tsan_report_release(&reading->report);
    *reading = (struct log_reading){.state = LOG_EMPTY};
}

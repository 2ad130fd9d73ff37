/* report.h: writes what a search found to the wire. */
#ifndef RACELAB_EXPLORE_REPORT_H
#define RACELAB_EXPLORE_REPORT_H

#include "explore/search/search.h"

/* Buffered output to descriptor 1. */
__attribute__((format(printf, 1, 2))) void report_line(const char *format, ...);
void report_flush(void);

/* Replays the path of each goal that is a finding (with settings->pause, of
 * every goal), to tell its events. */
void report_search(const struct strategy *strategy, const struct search_settings *settings,
                   const struct search_result *result);

#endif

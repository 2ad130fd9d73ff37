/* source_lines.h: lines of source files, for showing beside their numbers. */
#ifndef RACELAB_REPORT_SOURCE_LINES_H
#define RACELAB_REPORT_SOURCE_LINES_H

/* A copy of line number `line`, counted from 1, without its indent and
 * without a lab's marker (`expect: ...`); NULL where the file or the line is
 * not there. The caller frees it. */
char *source_line(const char *file, long line);

#endif

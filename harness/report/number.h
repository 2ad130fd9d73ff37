/* number.h: numbers as people read them. Each function writes at most size
 * bytes into text, NUL included, and returns text. */
#ifndef RACELAB_REPORT_NUMBER_H
#define RACELAB_REPORT_NUMBER_H

#include <stddef.h>

enum { NUMBER_MAX = 32 };

/* "1,234,567"; from 10 million on "12.3M", "4.56G". */
const char *number_count(long long value, char *text, size_t size);

/* A share of 1 as "61.2 %", "0.03 %", "<0.01 %", "100 %". */
const char *number_percent(double share, char *text, size_t size);

/* "0.0042", "0.65", "3.24", "163", "1,320": three digits or so, of any size. */
const char *number_measured(double value, char *text, size_t size);

/* "0.82", "17.4", "1,320". */
const char *number_nanoseconds(double value, char *text, size_t size);

#endif

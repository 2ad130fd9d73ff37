/* format.h: what a printf or scanf format says of its arguments. */
#ifndef RACELAB_EXPLORE_FORMAT_H
#define RACELAB_EXPLORE_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

enum conversion_kind {
    CONVERSION_NONE,  /* the format is at its end */
    CONVERSION_WHOLE, /* an integer of `size` bytes, or a pointer to print */
    CONVERSION_REAL,  /* a double, or with size 16 a long double */
    CONVERSION_TEXT,  /* %s */
    CONVERSION_COUNT, /* %n */
    CONVERSION_BYTES, /* scanf: %c and %[ */
    CONVERSION_OTHER  /* not modelled */
};

struct conversion {
    enum conversion_kind kind;
    size_t size;   /* of the argument, or of what it points to */
    int width;     /* -1: none given; -2: `*` */
    int exactness; /* the same of the precision, for printf */
    bool skipped;  /* scanf: `%*d` takes no argument */
};

/* The next conversion that takes an argument; *format moves behind it. */
struct conversion format_next(const char **format, bool scans);

/* Declares what printing these arguments reads, and writes for %n. */
void format_declare(const char *format, va_list arguments);

#endif

/* markers.h: what a variant's source says that tools must report, and where.
 *
 * A marker is a comment at the end of the line that it speaks of. It begins with
 * `expect:` and lists kinds of finding by their printed names, with commas
 * between: `expect: data race, lost update`. A witness that can see only some
 * of them must report those.
 */
#ifndef RACELAB_SANITIZE_MARKERS_H
#define RACELAB_SANITIZE_MARKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/finding_kinds.h"

struct marker {
    long line;      /* counted from 1 */
    uint64_t kinds; /* bit 1 << kind for each */
};

struct markers {
    struct marker *items; /* by line */
    size_t count;
    long unknown_line; /* first line whose marker names no known kind; 0: none */
};

/* Reads the markers of a source text. The caller releases them. */
void markers_read(const char *source, size_t size, struct markers *markers);

/* The same for a file. Returns 0, or a negative errno; then nothing is to be
 * released. */
int markers_read_file(const char *path, struct markers *markers);

void markers_release(struct markers *markers);

/* Whether the line carries a marker that names the kind. */
bool markers_have(const struct markers *markers, long line, enum finding_kind kind);

/* Whether any line does. */
bool markers_name(const struct markers *markers, enum finding_kind kind);

#endif

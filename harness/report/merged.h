/* merged.h: the findings of all witnesses on one program, each trouble once, as
 * told by the witness who shows it best; what reports for machines list. */
#ifndef RACELAB_REPORT_MERGED_H
#define RACELAB_REPORT_MERGED_H

#include "judge/testimony.h"

struct merged {
    struct weighed *items; /* the gravest first; what they point to stays the judgement's */
    size_t count;
};

void merged_init(struct merged *merged, const struct judged *judged);
void merged_release(struct merged *merged);

/* "lost-update": the kind as a word. Writes at most size bytes and returns text. */
const char *merged_rule(enum finding_kind kind, char *text, size_t size);

/* One sentence: the object, what happened, why. The caller frees it. */
char *merged_message(const struct finding *finding);

/* The number in the Common Weakness Enumeration; 0: none fits. */
int merged_cwe(enum finding_kind kind);

/* Whether the kind may be harmless as the program stands: a warning. */
bool merged_is_warning(enum finding_kind kind);

/* The path relative to the current folder where it lies below it, else as it
 * is. The caller frees it; NULL for NULL. */
char *merged_path(const char *path);

/* Where to point at: the finding's place, else the program's first line. The
 * caller frees *path. */
void merged_place(const struct judged *judged, const struct finding *finding, char **path,
                  long *line);

#endif

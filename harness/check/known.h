/* known.h: findings that are known and accepted: by a baseline, so that a project
 * can start today, or by a suppression that gives its reason and the day on which it ends.
 *
 * A baseline is a JSON document that `racelab baseline` writes. Suppressions are
 * lines of four parts, written by people:
 *
 *     # kind    | where            | until      | reason
 *     data race | *stats_count*    | 2027-06-30 | statistics; ticket 812
 *
 * `kind` is a kind of finding or "*"; `where` is a shell pattern that must match
 * the object, a function or the file of one of the finding's places.
 */
#ifndef RACELAB_CHECK_KNOWN_H
#define RACELAB_CHECK_KNOWN_H

#include "judge/fingerprint.h"
#include "judge/testimony.h"

struct known_item {
    char fingerprint[FINGERPRINT_TEXT]; /* of a baseline; "": a suppression */
    enum finding_kind kind;             /* of a suppression; FINDING_NONE: any */
    char *where;                        /* likewise */
    char *reason;                       /* why it does not count */
};

/* All zero bytes: nothing is known. Owns its members. */
struct known {
    struct known_item *items;
    size_t count;
};

/* Both add what the file says. Return 0, or an exit code after one line to
 * standard error that begins with `program`. A suppression whose day has passed
 * is told on standard error and left out. */
int known_read_baseline(struct known *known, const char *program, const char *path);
int known_read_suppressions(struct known *known, const char *program, const char *path);

/* Marks the findings that are known (finding.accepted) and counts them. Before
 * the judgement is weighed. */
void known_accept(const struct known *known, struct judged *judged);

void known_release(struct known *known);

#endif

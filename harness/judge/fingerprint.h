/* fingerprint.h: a name for a finding that survives edits elsewhere in a file:
 * its kind, its object and the functions and files of its accesses, but no lines,
 * addresses or thread numbers. */
#ifndef RACELAB_JUDGE_FINGERPRINT_H
#define RACELAB_JUDGE_FINGERPRINT_H

#include "judge/finding.h"

enum { FINGERPRINT_TEXT = 17 }; /* hexadecimal digits and the NUL */

void finding_fingerprint(const struct finding *finding, char text[FINGERPRINT_TEXT]);

/* Whether two findings, of whatever witness, tell of the same trouble: the same
 * kind, with the same object or, where one of them does not know it, at the
 * same place. */
bool finding_same(const struct finding *one, const struct finding *other);

/* The last part of a path; NULL for NULL. */
const char *finding_file_name(const char *path);

#endif

/* judged_json.h: what all witnesses say, as one JSON document
 * (docs/reference/json.md). */
#ifndef RACELAB_REPORT_JUDGED_JSON_H
#define RACELAB_REPORT_JUDGED_JSON_H

#include "judge/testimony.h"

#include <stdio.h>

enum { JUDGED_JSON_VERSION = 1 };

/* document: "racelab check". Returns 0, or -EIO where it could not be written. */
int judged_json(FILE *out, const struct judged_list *list, const char *document, bool partial);

#endif

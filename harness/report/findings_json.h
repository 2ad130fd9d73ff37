/* findings_json.h: findings as JSON, with all they hold.
 *
 *     [{kind, title,
 *       object {memory, name, size, offset, thread, file, line, allocated[]},
 *       accesses[] {op, size, before, thread, thread_name, object, locks[], stack[]},
 *       threads[] {id, name, state, created_by, stack[]},
 *       mutexes[] {name, stack[]},
 *       fingerprint, accepted,
 *       why, schedule, steps[] {thread, text, function, file, line, column},
 *       text}]
 *
 * A stack is [{function, file, line, column}], the innermost first. What is not
 * known is null.
 */
#ifndef RACELAB_REPORT_FINDINGS_JSON_H
#define RACELAB_REPORT_FINDINGS_JSON_H

#include <jansson.h>

#include "judge/finding.h"

/* A new reference to an array; never NULL. */
json_t *findings_json(const struct finding_list *list);

/* A string that need not be UTF-8, or null for NULL: a new reference. */
json_t *json_of_text(const char *text);

#endif

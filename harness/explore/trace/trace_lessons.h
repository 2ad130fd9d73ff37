/* trace_lessons.h: what a trace takes for granted (launch/lessons.h), in the
 * trace's file: by the names of the linker, so that it holds for another build
 * of the same source too.
 */
#ifndef RACELAB_EXPLORE_TRACE_LESSONS_H
#define RACELAB_EXPLORE_TRACE_LESSONS_H

#include "explore/launch/lessons.h"
#include "explore/trace/symbols.h"

#include <jansson.h>

/* symbols may be NULL. */
json_t *trace_lessons_json(const struct lesson_list *lessons, struct symbols *symbols);

/* Whether the array holds lessons. The list is to be released either way. */
bool trace_lessons_of(const json_t *array, struct lesson_list *lessons);

/* Gives the lessons the addresses that their symbols have in another program,
 * and drops those that are not there. */
void trace_lessons_resolve(struct lesson_list *lessons, struct symbols *symbols);

#endif

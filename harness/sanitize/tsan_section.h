/* tsan_section.h: the parts of one ThreadSanitizer report.
 *
 * A report is a title and sections; a section is a heading of two spaces'
 * indent ("  Previous write of size 8 at 0x... by thread T1:") and mostly a
 * stack below it.
 */
#ifndef RACELAB_SANITIZE_TSAN_SECTION_H
#define RACELAB_SANITIZE_TSAN_SECTION_H

#include "judge/finding.h"
#include "sanitize/slice.h"

/* Reads a heading into the finding. Returns the stack that the frames below
 * belong to, or NULL where nothing keeps them; the pointer holds until the
 * finding changes. */
struct finding_stack *tsan_section_read(struct slice heading, struct finding *finding);

#endif

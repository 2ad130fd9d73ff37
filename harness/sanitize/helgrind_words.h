/* helgrind_words.h: the sentences of a helgrind error.
 *
 * helgrind's XML gives stacks as elements and everything else in words:
 * "This conflicts with a previous write of size 8 by thread #2".
 */
#ifndef RACELAB_SANITIZE_HELGRIND_WORDS_H
#define RACELAB_SANITIZE_HELGRIND_WORDS_H

#include "judge/finding.h"
#include "sanitize/slice.h"

/* The kind of finding of an error of this <kind> that begins with this sentence. */
enum finding_kind helgrind_kind(struct slice kind, struct slice what);

/* Both read a sentence into the finding and return the stack that the next
 * <stack> belongs to, or NULL where nothing keeps it; the pointer holds until
 * the finding changes. The first is for what happened, the second for what
 * helgrind adds. */
struct finding_stack *helgrind_read_what(struct slice what, struct finding *finding);
struct finding_stack *helgrind_read_auxiliary(struct slice what, struct finding *finding);

#endif

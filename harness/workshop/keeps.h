/* keeps.h: what a solution has to leave as it is: the functions and pieces of
 * code that the exercise's text names in `keeps`, such as the check.
 */
#ifndef RACELAB_WORKSHOP_KEEPS_H
#define RACELAB_WORKSHOP_KEEPS_H

#include "workshop/object.h"
#include "workshop/pack.h"

/* Why the submission's text is refused, one sentence that the caller frees;
 * NULL: it keeps all. A function is kept where it reads, apart from blanks and
 * comments, as in one of the pack's files; a piece of code where it stands
 * somewhere. */
char *keeps_inspect(const char *text, const struct exercise *exercise);

/* The same for what the submission's description says, compared with the exercise's own: what
 * is kept has to be what the harness calls. */
char *keeps_description(const struct description *said, const struct description *own,
                        const struct exercise *exercise);

#endif

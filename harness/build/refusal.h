/* refusal.h: what is told of a build that was not done. */
#ifndef RACELAB_BUILD_REFUSAL_H
#define RACELAB_BUILD_REFUSAL_H

#include "build/build.h"

/* What a linker's words come to, and how to mend it, as a clause without a full
 * stop: "it does not link: 'area' is used, and nothing defines it; ...". Knows
 * GNU ld, gold, lld and mold; of other words it says only that it does not link.
 * The caller frees it. */
char *refusal_of_linker(const char *words);

/* The reason why the build was not done, in one line that the caller frees. */
char *refusal_line(const struct build *build);

/* To standard error: what compiler or linker said, where it was they, and a last
 * line that begins with `program`. Returns the exit code. */
int refusal_tell(const char *program, const struct build *build);

#endif

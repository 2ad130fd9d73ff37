/* reference_cache.h: references that were found out before, in
 * XDG_CACHE_HOME/racelab/workshop (or ~/.cache/...), a file each. Its name holds
 * a digest of all that the answer depends on; a file that does not fit is as
 * good as none, and where the folder cannot be written nothing is kept.
 */
#ifndef RACELAB_WORKSHOP_REFERENCE_CACHE_H
#define RACELAB_WORKSHOP_REFERENCE_CACHE_H

#include "workshop/reference.h"

/* Where the reference is or would be. Its variants must be listed. The caller
 * frees the path; NULL: there is no such folder. */
char *reference_cache_path(const struct reference *reference, const char *include);

/* Fills in the listed variants; false: it is not there. */
bool reference_cache_read(const char *path, struct reference *reference);
void reference_cache_write(const char *path, const struct reference *reference);

#endif

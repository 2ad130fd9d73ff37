/* support.h: what an exercise needs besides lab.h: headers of its own in
 * labs/LAB/, and libraries, named in labs/LAB/libraries.
 *
 * What the explorer cannot follow (sockets, processes) is in such a header, and
 * beside it lies one for the explorer: site.h and site.modelled.h have the same
 * names, and the explorer's build takes the second as `site.h`.
 */
#ifndef RACELAB_WORKSHOP_SUPPORT_H
#define RACELAB_WORKSHOP_SUPPORT_H

#include "build/command.h"
#include "workshop/pack.h"

/* Whether the exercise has headers of its own. */
bool support_has_headers(const struct exercise *exercise);

/* Copies the exercise's headers into the folder, as the explorer is to see them.
 * Returns 0 or a negative errno. */
int support_lay(const struct exercise *exercise, const char *folder);

/* Appends the flags that a compiler needs to build the exercise as it is, with
 * its libraries. NULL, or one line that the caller frees: they are not
 * installed. */
char *support_flags(const struct exercise *exercise, struct command *flags);

/* Calls `take` for each header, with its path. */
void support_each(const struct exercise *exercise, void (*take)(void *context, const char *path),
                  void *context);

#endif

/* recipe.h: the compiler calls that make one program. */
#ifndef RACELAB_BUILD_RECIPE_H
#define RACELAB_BUILD_RECIPE_H

#include "build/build.h"

/* The files that make the order's flavour what it is, beside the user's own:
 * compilers, engine, scripts. Appended to *files as paths. False: a compiler is
 * missing; *message then says which, for the caller to free. */
bool recipe_tools(const struct build_order *order, struct command *files, char **message);

/* Makes `folder`/program. Fills build->end, ->message and ->lab, and appends to
 * *inputs what the compilers read. */
void recipe_follow(const struct build_order *order, const char *folder, struct build *build,
                   struct command *inputs);

#endif

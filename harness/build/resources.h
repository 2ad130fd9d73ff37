/* resources.h: where the tool's own files are: the engine, the runtimes of the
 * labs, lab.h.
 *
 *                       in the build tree          installed below PREFIX
 *     the tool          build/dev/bin/racelab      bin/racelab
 *     engine            build/dev/lib/explore      lib/racelab/explore
 *     labs' runtimes    build/dev/lib/runtime      lib/racelab/runtime
 *     headers           build/dev/lib/include      lib/racelab/include
 */
#ifndef RACELAB_BUILD_RESOURCES_H
#define RACELAB_BUILD_RESOURCES_H

/* The path of a file or folder of the tool, such as "explore/libexplore.a". The
 * caller frees it. It need not exist. */
char *resource_path(const char *name);

#endif

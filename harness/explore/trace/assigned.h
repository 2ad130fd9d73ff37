/* assigned.h: what a source line assigns the result of its call to. Debug
 * information knows the line of a call and the variables there, not which of
 * them takes the result; the source does.
 */
#ifndef RACELAB_EXPLORE_ASSIGNED_H
#define RACELAB_EXPLORE_ASSIGNED_H

/* "account", "pool->slots", "list.head" for `pool->slots = malloc(n);`; the
 * line before counts where the line itself has no `=`. NULL: it cannot be read,
 * or nothing is assigned there that is a chain of names. The caller frees it. */
char *assigned_target(const char *path, long line);

#endif

/* dashes.h: what follows a bare "--" on a command line, which belongs to somebody
 * else: flags for the compiler, or arguments for a program. */
#ifndef RACELAB_CLI_DASHES_H
#define RACELAB_CLI_DASHES_H

/* Returns how many words stand before the first "--"; *rest gets what follows
 * it, NULL-terminated, or NULL where there is none. */
int dashes_cut(int argc, char **argv, const char *const **rest);

/* The words as one text that launch_order.arguments takes. The caller frees it. */
char *dashes_join(const char *const *words);

#endif

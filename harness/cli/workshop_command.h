/* workshop_command.h: the verbs of `racelab workshop`, each a function that gets
 * argc and argv with argv[0] its own name, and returns an exit code.
 */
#ifndef RACELAB_CLI_WORKSHOP_COMMAND_H
#define RACELAB_CLI_WORKSHOP_COMMAND_H

#include "workshop/pack.h"

#define WORKSHOP_VERBS(X)                                                                          \
    X("init", workshop_init, "makes a folder of exercises")                                        \
    X("list", workshop_list, "the exercises, and how far you are")                                 \
    X("check", workshop_check, "judges an exercise, or all of them")                               \
    X("hint", workshop_hint, "the next hint")                                                      \
    X("reset", workshop_reset, "the exercise as it was given")                                     \
    X("new-pack", workshop_new_pack, "makes a pack of exercises to fill with your own")            \
    X("check-pack", workshop_check_pack, "whether a pack of exercises does what it says")

#define X(name, function, purpose) int function(int argc, char **argv);
WORKSHOP_VERBS(X)
#undef X

int workshop_watch(int argc, char **argv);

/* Opens the pack, NULL for the tool's own. Returns 0, or an exit code after one
 * line to standard error that begins with `program`. After 0 the caller
 * releases the pack. */
int workshop_open_pack(const char *program, const char *folder, const char *language,
                       struct pack *pack);

/* The exercise, or NULL after one line to standard error that names the nearest. */
const struct exercise *workshop_find(const char *program, const struct pack *pack,
                                     const char *name);

#endif

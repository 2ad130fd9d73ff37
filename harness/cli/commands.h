/* commands.h: the subcommands, once: name, function, what it is for. Dispatch,
 * help and the reference read this list; each command is a file cmd_<name>.c.
 *
 * A command gets argc and argv with argv[0] its own name, and returns the
 * process's exit code (enum exit_code).
 */
#ifndef RACELAB_CLI_COMMANDS_H
#define RACELAB_CLI_COMMANDS_H

#define COMMANDS(X)                                                                                \
    X(list, "labs and their variants")                                                             \
    X(run, "watch variants on real threads: wrong totals, intervals, cost")                        \
    X(tsan, "what ThreadSanitizer of clang and of gcc reports")                                    \
    X(helgrind, "what valgrind's helgrind reports")                                                \
    X(explore, "every interleaving: a proof, or the shortest failure")                             \
    X(merge, "what the shards of an exploration found, as one verdict")                            \
    X(check, "every witness on a lab or on files of your own: one card")                           \
    X(baseline, "what is known today, so that only what is new counts")                            \
    X(cc, "a C compiler to name in a build: what it links can be explored")                        \
    X(cxx, "the same for C++")                                                                     \
    X(read_tsan, "logs of ThreadSanitizer and of Go's race detector, as findings")                 \
    X(completion, "for bash, zsh and fish, and the page for man(1)")                               \
    X(replay, "one interleaving again, by its schedule")                                           \
    X(play, "you are the scheduler: step a thread, go back, predict the outcome")                  \
    X(workshop, "exercises: fix a race, and see it proved")                                        \
    X(grade, "judges what many people handed in, each in a sandbox")                               \
    X(doctor, "what this machine has and lacks, and how to mend it")                               \
    X(help, "this list, or the help of one command")                                               \
    X(version, "the version of racelab")

#define X(name, purpose) int cmd_##name(int argc, char **argv);
COMMANDS(X)
#undef X

#include <stddef.h>

struct subcommand {
    const char *name; /* as in the list above */
    int (*run)(int argc, char **argv);
    const char *purpose;
};

extern const struct subcommand subcommands[];
extern const size_t subcommand_count;

/* As a person types it: "read-tsan", "c++". Lives as long as the program. */
const char *subcommand_spelling(const struct subcommand *command);

#endif

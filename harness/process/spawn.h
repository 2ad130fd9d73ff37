/* spawn.h: starts a child that cannot outlive us.
 *
 * The child leads a process group of its own and is killed when the thread
 * that started it ends. Everything that must happen between fork and exec is
 * here, which is why a library's spawn does not serve (docs/decisions).
 */
#ifndef RACELAB_PROCESS_SPAWN_H
#define RACELAB_PROCESS_SPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct spawn_spec {
    const char *const *argv;        /* NULL-terminated; argv[0] is a path or a name in PATH */
    const char *const *environment; /* "NAME=value" to set on top of ours; NULL: none */
    bool fixed_addresses;           /* address-space randomisation off */
    const char *folder;             /* working folder; NULL: ours */
    const char *input;              /* file that becomes standard input; NULL: /dev/null */
    int output;                     /* becomes standard output; -1: ours */
    int errors;                     /* becomes standard error; -1: ours */
    int keep;                       /* a further descriptor that stays open under its number; -1 */
    size_t address_limit;           /* bytes of address space, for it and its children; 0: ours */
};

/* Starts the child. Returns 0 and its process id,
 * or a negative errno when fork or exec failed (the child is then gone). */
int spawn(const struct spawn_spec *spec, pid_t *pid);

/* Ends the child's whole process group with SIGKILL and reaps the child. */
void spawn_kill(pid_t pid);

#endif

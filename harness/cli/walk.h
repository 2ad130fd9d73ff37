/* walk.h: walking through one execution by hand: forward, back, any thread. */
#ifndef RACELAB_CLI_WALK_H
#define RACELAB_CLI_WALK_H

#include "cli/explore_command.h"

struct walk {
    const char *program;         /* for messages: "racelab play" */
    const char *const *operands; /* a lab's variant, or C files */
    struct launch_order order;
    const char *planned; /* schedule to walk along; NULL: none */
    bool predict;        /* ask for the outcome before it is known */
};

/* Reads commands from standard input until its end or `q`; prints to standard
 * output. Returns the exit code: 1 where the walk ended in a finding. */
int walk(struct walk *walk);

#endif

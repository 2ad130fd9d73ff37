/* walk_steps.h: a schedule taken apart into single steps, so that one can go forward
 * and back in it. */
#ifndef RACELAB_CLI_WALK_STEPS_H
#define RACELAB_CLI_WALK_STEPS_H

#include <stdbool.h>
#include <stddef.h>

/* One token per step: "A1", "B1/2". All zero: none. */
struct steps {
    char **items;
    size_t count;
};

/* Appends the steps of `A2B1/1`; `A` alone is one step. False: the text is no
 * schedule, and what comes before the trouble was appended. */
bool steps_plan(struct steps *steps, const char *schedule);

void steps_pop(struct steps *steps); /* the last, where there is one */
void steps_release(struct steps *steps);

/* The first `count` steps as a schedule, as a person would write it: "A1B2A1".
 * The caller frees it. */
char *steps_text(const struct steps *steps, size_t count);

/* How many letters of the token are the thread's name. */
size_t steps_name(const char *token);

#endif

/* witness.h: the witnesses, each heard on one subject. None of them prints;
 * what they have to say is in the testimony, and so is why they could not.
 * Each may run in a thread of its own, beside the others; stress should not. */
#ifndef RACELAB_CHECK_WITNESS_H
#define RACELAB_CHECK_WITNESS_H

#include "check/subject.h"
#include "explore/launch/exploration.h"

/* Real threads: a lab's trials, or a program run again and again, which is
 * wrong where it crashes, hangs, fails an assertion or comes to different ends. */
void witness_stress(const struct subject *subject, const struct check_order *order,
                    struct testimony *testimony);

/* ThreadSanitizer of either compiler, and helgrind. */
void witness_sanitizer(const struct subject *subject, const struct check_order *order,
                       struct testimony *testimony);

/* The explorer's search alone: what it means is told by explore_words(). After
 * true the caller releases the exploration. */
bool witness_explore(const struct subject *subject, const struct check_order *order,
                     struct testimony *testimony, struct exploration *exploration);

/* Seconds after which one run of a program hangs. */
double witness_patience(const struct check_order *order);

/* Bytes that a program may hold: RACELAB_MEMORY_MIB mebibytes, or half of what the machine has. */
size_t witness_memory(void);

/* The program's call: binary and arguments; the caller frees it. */
const char **witness_call(const char *binary, const struct check_order *order);

#endif

/* usual_calls.h: what every solution may call: memory, text, threads and the
 * ways in which they wait for each other. Nothing that tells where or when the
 * program runs, that reaches files, other processes or the network, or that
 * ends the thread from outside.
 */
#ifndef RACELAB_WORKSHOP_USUAL_CALLS_H
#define RACELAB_WORKSHOP_USUAL_CALLS_H

#include <stdbool.h>

bool usual_call(const char *name);

#endif

#include "check/invocation.h"

#include <stdio.h>
#include <string.h>

enum {
    TRIALS_MOST = 20,   /* of a few threads; a trial of many is long and one is enough */
    TRIAL_THREADS = 640 /* trials times threads of one run */
};

void invocation_init(struct invocation *invocation, const char *binary, long threads,
                     long increments, bool gate)
{
    long trials = TRIAL_THREADS / threads;
    *invocation = (struct invocation){.argv = {NULL}};
    trials = trials < 1 ? 1 : trials > TRIALS_MOST ? TRIALS_MOST : trials;
    snprintf(invocation->threads, sizeof invocation->threads, "%ld", threads);
    snprintf(invocation->increments, sizeof invocation->increments, "%ld", increments);
    snprintf(invocation->trials, sizeof invocation->trials, "%ld", trials);
    const char *argv[] = {
        binary,         "--in-process",           "--threads", invocation->threads,
        "--increments", invocation->increments,   "--trials",  invocation->trials,
        "--start",      gate ? "gate" : "create", NULL};
    memcpy(invocation->argv, argv, sizeof argv);
}

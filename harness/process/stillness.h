/* stillness.h: whether a process will never go on.
 *
 * A process whose every thread sleeps on a futex without a time limit is woken
 * by nobody: who could do it sleeps as well. That is proof, not patience, and
 * takes two looks a moment apart instead of a time limit. What sleeps in any
 * other way (input, a timer, a child) may go on, and then there is no answer.
 *
 * Linux tells it in /proc/PID/task/TID/syscall (proc(5)), to whoever may trace
 * the process; where it does not, nothing is ever still.
 */
#ifndef RACELAB_PROCESS_STILLNESS_H
#define RACELAB_PROCESS_STILLNESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What the look before saw. Zeroed: nothing yet. */
struct stillness {
    bool sanitized;  /* ThreadSanitizer's own thread, which naps by the bare system call, and its
                        symbolizer are not the program's */
    bool no_alarm;   /* it sets none, whatever signals are caught: valgrind catches all */
    bool asleep;     /* all were, at the last look */
    uint64_t sleeps; /* who, and how often each had been switched until then */
    double next;     /* no look before this moment of CLOCK_MONOTONIC, in seconds: looking at
                        thousands of threads takes longer */
};

/* Looks at the process, if it is time to: call it as often as you like. True:
 * it sleeps for ever, unless somebody sends it a signal or shares memory with
 * it, which the caller knows that nobody does. */
bool stillness_for_ever(struct stillness *stillness, pid_t pid);

#endif

/* lessons_text.h: lessons as lines of text, so that another process can follow a
 * schedule as this one did: the same accesses count as steps there.
 *
 *   shared ADDRESS BYTES    accesses to it are steps
 *   waits PC                a loop was seen to wait there
 *   local CONTROL PLACE     a thread-local variable, in the order of their places in
 *                           the threads' areas
 *   cancels                 threads are cancelled
 *   clock CALL PC           the first call that read a clock
 *   settled                 this is all: nothing else is to be learnt (memory.settled)
 *   schedule TEXT           the schedule that is to be followed
 *
 * Fields with tabs between, addresses hexadecimal, as on the wire (wire.h).
 */
#ifndef RACELAB_EXPLORE_LESSONS_TEXT_H
#define RACELAB_EXPLORE_LESSONS_TEXT_H

/* Writes all that this process knows to the wire. */
void lessons_report(void);

/* Learns what the file says, before the program begins. *schedule becomes the
 * schedule in it, which lives as long as the process, where it has one. Returns
 * 0, a negative errno, or -EINVAL for a line that is none of these. */
int lessons_read(const char *path, const char **schedule);

#endif

/* barrier.h: a memory barrier for both sides, paid by one.
 *
 * Two threads each write a word and then read the other's; at least one of them
 * must see what the other wrote (Dekker). Processors let a read overtake an
 * earlier write, so each side needs a barrier between the two, which costs as
 * much as several posts: all writes have to arrive first.
 *
 * Where one side does this often and the other seldom, the seldom one can pay
 * for both: barrier_everywhere() makes every core that runs a thread of this
 * process pass a full barrier (membarrier(2); Dice, Huang and Yang, Asymmetric
 * Dekker Synchronization, 2001). It happens either before the other side's read,
 * which then sees what was written before the call, or after its write, which is
 * then seen after the call. The other side has only to keep the compiler from
 * swapping the two: atomic_signal_fence(). It costs about a microsecond.
 *
 * sequential/barrier.c stands in for it where programs run under sequential
 * consistency, as in the explorer, which has no system calls.
 */
#ifndef RACELAB_LOOP_BARRIER_H
#define RACELAB_LOOP_BARRIER_H

#include <stdbool.h>

/* Any thread, as often as it likes, before the first barrier. False: the system
 * has none (a kernel before 4.14, or a sandbox); then both sides must pay. */
bool barrier_ready(void);

/* Any thread, after barrier_ready() returned true. Never fails. */
void barrier_everywhere(void);

#endif

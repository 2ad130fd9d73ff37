/* wire.h: what the program under test says to the tool, on standard output.
 *
 * Lines of fields with tabs between; the first field says what the line is.
 * Numbers are decimal, addresses hexadecimal without prefix, `-` is "none".
 *
 *   racelab-explore VERSION
 *   unsupported WHAT PC                   and the process ends with 3; PC 0: not known
 *   strategy NAME
 *   end complete|stopped LIMIT
 *   numbers EXECUTIONS STARTED STATES TRANSITIONS COUNTED CYCLIC SECONDS THREADS ASSUMED
 *       RESTARTS WASTED
 *       ASSUMED: 1 where a loop was taken to wait (runtime/waiting.h); RESTARTS: how
 *       often the search began afresh, WASTED: seconds until then
 *   kept BYTES                            of memory per stored state
 *   peak KIB                              of memory that the search took at most
 *   virtual CALL PC                       the first call that read a clock
 *   shared, waits, local, cancels, clock  as in lessons_text.h, once something is found
 *   untold                                what is printed does not tell outcomes apart
 *   shard NUMBER COUNT                    only a part was searched; then also, of all of it:
 *   bound EXECUTIONS TRANSITIONS LEFT_OUT what came of bound 0, 1, ... of `bounded`; LEFT_OUT: 1
 *       where there are interleavings with more preemptions
 *   touch ADDRESS COUNT VISIBLE TOUCHED WRITTEN SEVERAL OWNERS
 *       so many granules in a row of which the same is known (struct shadow)
 *   loop PC                               a waiting loop was met there
 *   cancelled                             threads are cancelled
 *   goal KIND FINDING EXPECTED ACTUAL LABEL COUNT PREEMPTIONS PC OTHER_PC ADDRESS TEXT STEPS
 *       SCHEDULE
 *       KIND: enum goal_kind; FINDING: enum finding_kind; LABEL: - where no lab judged
 *   exit STATUS PRINTED                   the goal is the end of a program, with no check;
 *       PRINTED: a name for what it printed, 0: nothing, or outputs are not told apart
 *   failed THREAD PC                      the goal is a failure, of that thread; PC: a place
 *       where it was seen to run on, 0: another kind
 *   event THREAD OP ADDRESS SIZE OTHER BEFORE AFTER RESULT VISIBLE HOME FRAME FRAMES
 *       one per operation of the goal's path; FRAMES are addresses with commas; HOME
 *       and FRAME: of a local variable, its function's code and frame pointer, else 0
 *   next THREAD OP ADDRESS HOLDER ENABLED HOME FRAME FRAMES
 *       what a living thread would do next at the end of the path
 *   block ADDRESS SIZE LEAKED FRAMES
 *       a heap block that the goal is about, and where it was allocated
 *   freed ADDRESS THREAD STEP FRAMES
 *       who freed the block of the line before, in which step or after it, and where
 *   held THREAD ADDRESS READS
 *       a lock that the thread holds; for a race
 *   output HEX
 *       what the program printed on the way to the goal, in parts
 *   done
 */
#ifndef RACELAB_EXPLORE_WIRE_H
#define RACELAB_EXPLORE_WIRE_H

enum { WIRE_VERSION = 2 };

#endif

/* report_blocks.h: tells the wire about the heap blocks that a goal's path is about. */
#ifndef RACELAB_EXPLORE_REPORT_BLOCKS_H
#define RACELAB_EXPLORE_REPORT_BLOCKS_H

#include "explore/search/search.h"

/* With the model at the end of the goal's path: every block that one of the
 * recorded events, a thread's next operation or the failure names, and those
 * that leaked, once each. */
void report_blocks(const struct goal *goal);

/* `frames` of a wire line, and the end of the line. */
void report_frames(const uint64_t *frames, unsigned depth);

#endif

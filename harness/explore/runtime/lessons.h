/* lessons.h: what a process has learnt about the program in whatever
 * execution, and what a search therefore takes into account from then on:
 * which locations are shared, where loops wait, that a clock is read, that
 * threads are cancelled. A process of a shared search hands them on.
 */
#ifndef RACELAB_EXPLORE_LESSONS_H
#define RACELAB_EXPLORE_LESSONS_H

#include "explore/runtime/timing.h"
#include "explore/runtime/waiting.h"

enum { LESSONS_PLACES = 1024 };

#define LESSONS_NOTE_BYTES ((size_t)1 << 34)

/* In memory that the processes share; notes has LESSONS_NOTE_BYTES. */
struct lessons {
    struct memory_note *notes; /* who touched what */
    uint64_t note_count;
    unsigned place_count;
    uint64_t places[LESSONS_PLACES]; /* where loops wait */
    struct waiting waiting;
    struct timing timing;
    bool cancel;
};

/* Writes down everything that this process knows. */
void lessons_tell(struct lessons *lessons);

/* Learns what another process wrote down. touches: also who touched the
 * locations that are not visible. Sets memory.grew where something is new that
 * bears on what counts as a step. */
void lessons_hear(const struct lessons *lessons, bool touches);

#endif

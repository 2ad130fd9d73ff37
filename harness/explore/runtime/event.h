/* event.h: what happened, step by step, while model.recording is set.
 *
 * Filled by the model, read by judges and by the wire. Off during a search.
 */
#ifndef RACELAB_EXPLORE_EVENT_H
#define RACELAB_EXPLORE_EVENT_H

#include "explore/runtime/op.h"

enum { EVENT_FRAMES = 16 };

struct event {
    unsigned thread;
    unsigned way;
    struct op op;
    uint64_t before, after; /* what lay at op.address, at most 8 bytes of it */
    uint64_t result;        /* what the call returned */
    bool visible;           /* counts as a step */
    unsigned depth;
    uint64_t frames[EVENT_FRAMES]; /* return addresses, innermost first */
};

extern struct event *events;
extern unsigned event_count;

void event_clear(void);

/* Forgets all but the first `count` events. */
void event_rewind(unsigned count);

/* An operation that happened at once, as no step of its own, in the midst of
 * another event. */
void event_note(unsigned thread, const struct op *op, uint64_t result);

void event_begin(unsigned thread, const struct op *op);
void event_result(enum op_end end, uint64_t result);
void event_end(void);

/* The call stack of a parked thread, innermost first. Returns its depth. */
unsigned event_stack(unsigned thread, uint64_t frames[EVENT_FRAMES]);

#endif

/* event.h: what happened, step by step, while model.recording is set.
 *
 * Filled by the model, read by judges and by the wire. Off during a search.
 */
#ifndef RACELAB_EXPLORE_EVENT_H
#define RACELAB_EXPLORE_EVENT_H

#include "explore/runtime/op.h"

enum { EVENT_FRAMES = 16 };

/* The call of a function in which a local variable lies. */
struct home {
    uint64_t pc;    /* where it goes on; 0: the address lies on no stack, or in no call */
    uint64_t frame; /* its frame pointer */
};

/* A block of memory that was freed. */
struct freed {
    unsigned thread;
    unsigned step; /* events that count as steps by then, the one under way included */
    uint64_t address;
    unsigned depth;
    uint64_t frames[EVENT_FRAMES];
};

struct event {
    unsigned thread;
    unsigned way;
    struct op op;
    uint64_t before, after; /* what lay at op.address, at most 8 bytes of it */
    uint64_t result;        /* what the call returned */
    bool visible;           /* counts as a step */
    struct home home;       /* of op.address */
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

/* The thread frees the block. */
void event_freed(unsigned thread, uint64_t address);

/* The last time that the block was freed; NULL: not in this execution. */
const struct freed *event_last_freed(uint64_t address);

struct home event_home(uint64_t address);

/* The call stack of a parked thread, innermost first. Returns its depth. */
unsigned event_stack(unsigned thread, uint64_t frames[EVENT_FRAMES]);

#endif

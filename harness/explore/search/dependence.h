/* dependence.h: which steps of different threads commute, in one table.
 *
 * Two steps are independent where neither enables or disables the other and
 * both orders lead to the same state; all others conflict. A step is judged by
 * its deed: what it does to which object, with what only the state tells (whom
 * a signal wakes, which round an arrival opens) filled in. Such details hold as
 * long as nothing that conflicts with the step comes before it, and so for
 * wherever a search moves it without changing what it depends on.
 */
#ifndef RACELAB_EXPLORE_DEPENDENCE_H
#define RACELAB_EXPLORE_DEPENDENCE_H

#include "explore/runtime/op.h"

/* What a step is to an object. The table that says which commute is in
 * dependence.c. */
enum role {
    ROLE_UNKNOWN, /* nobody has said yet: the kind of operation is not reduced */
    ROLE_NONE,    /* touches nothing */
    ROLE_READ,
    ROLE_WRITE,
    ROLE_HOLD,   /* takes, tries or gives back what one may have */
    ROLE_SHARE,  /* the same of what many readers may have at once */
    ROLE_POST,   /* raises a semaphore */
    ROLE_ENTER,  /* begins to wait on a condition variable */
    ROLE_LEAVE,  /* ends the wait by itself: timed out, or for no reason */
    ROLE_WOKEN,  /* ends the wait after a signal */
    ROLE_SIGNAL, /* wakes waiters; detail: whom, bit by bit */
    ROLE_ARRIVE, /* at a barrier; detail: the round that it opens + 1, or 0 */
    ROLE_DEPART, /* from a barrier; detail: the round that was waited for + 1 */
    ROLE_PASS,   /* a once that is done already */
    ROLE_END,    /* ends the execution: conflicts with everything */
    ROLE_COUNT
};

/* What a step has to do with the clock, bit by bit (runtime/timing.h). */
enum {
    TIME_LOOKS = 1, /* it is an operation on the clock */
    TIME_PASSES = 2 /* behind it the thread sleeps or may be late: known once it is taken */
};

enum { DEED_ANY_WAY = 0xffff }; /* a plan that leaves open which way it goes */

struct deed {
    uint64_t address, other; /* of the two objects, as in struct op */
    uint64_t detail;
    uint32_t size, other_size;
    uint16_t thread, way;
    uint8_t kind;             /* enum op_kind */
    uint8_t role, other_role; /* enum role, for each object */
    uint8_t time;             /* TIME_LOOKS, TIME_PASSES */
    bool awaits;              /* it is not possible at any moment */
    bool acquires;            /* it found a lock free: a lock could have come before it */
};

/* What the thread's next step does if it is taken now, the way'th way. */
struct deed deed_next(unsigned thread, unsigned way);

/* The same step as a plan for another moment: without the details of this one. */
struct deed deed_planned(const struct deed *deed);

/* The way that the plan goes first. */
static inline unsigned deed_way(const struct deed *deed)
{
    return deed->way == DEED_ANY_WAY ? 0 : deed->way;
}

/* The step ended the execution (or it failed there). */
static inline void deed_end(struct deed *deed)
{
    deed->role = ROLE_END;
}

bool deeds_conflict(const struct deed *x, const struct deed *y);

/* Conflicting accesses of which at least one is plain. */
bool deeds_race(const struct deed *x, const struct deed *y);

/* One step of one thread, both the same way as far as they say. */
static inline bool deeds_same(const struct deed *x, const struct deed *y)
{
    return x->thread == y->thread &&
           (x->way == y->way || x->way == DEED_ANY_WAY || y->way == DEED_ANY_WAY);
}

/* A lock of a mutex or spinlock: it waits for nothing but the holder. */
static inline bool deed_locks(const struct deed *deed)
{
    return deed->kind == OP_LOCK || deed->kind == OP_SPINLOCK;
}

#endif

/* timers.h: functions to call when the monotonic clock shows a certain time.
 *
 * The timers of a loop form a pairing heap: a tree in which every parent is
 * due no later than its children, linked through the timers themselves. So
 * starting a timer never allocates; starting takes constant time, stopping or
 * firing one about log2(n) steps on average. Timers that are due at the same
 * nanosecond fire in the order in which they were started.
 *
 * Everything here belongs to the thread that runs the loop.
 */
#ifndef RACELAB_LOOP_TIMERS_H
#define RACELAB_LOOP_TIMERS_H

#include <stdbool.h>
#include <stdint.h>

#define LOOP_MILLISECOND INT64_C(1000000) /* durations are counted in nanoseconds */
#define LOOP_SECOND INT64_C(1000000000)

struct timer {
    void (*fire)(struct timer *timer); /* may start this timer again, or free it */
    int64_t due;                       /* nanoseconds of the monotonic clock */
    uint64_t number;                   /* counts starts: older fires first when both are due */
    uint64_t fired;                    /* how many had been started when it fired, the last time */
    uint64_t seal;                     /* of what stands above, by whoever wrote it last */
    struct timer *child;               /* the leftmost of those that are due later */
    struct timer *next;                /* the sibling to the right */
    struct timer **link;               /* what points to this timer; NULL: not started */
};

struct timers {
    struct timer *first; /* due before all others; NULL: none */
    uint64_t started;
};

/* Nanoseconds of the monotonic clock, which never jumps back. */
int64_t clock_now(void);

/* The time `after` nanoseconds from now; never overflows. */
int64_t clock_after(int64_t after);

/* Starts a timer that is not started, with fire and due filled in by the call. */
void timers_start(struct timers *timers, struct timer *timer, int64_t due,
                  void (*fire)(struct timer *timer));

/* Returns true when it was started, and will now not fire; false: it was not. */
bool timers_stop(struct timers *timers, struct timer *timer);

/* Whether due, number and fired are what the loop wrote there. No secret: it tells a program that
 * writes into its timers, or copies them, from one that waits. */
bool timers_sealed(const struct timer *timer);

/* When the first timer is due; INT64_MAX: there is none. */
int64_t timers_due(const struct timers *timers);

/* Fires every timer that is due at `now`; one that is started meanwhile waits
 * for the next call, even if it is due. */
void timers_fire(struct timers *timers, int64_t now);

#endif

/* gate.h: releases all threads of a trial together, trial after trial.
 *
 * Three rules make it what it is.
 *
 * It overlaps. Threads that wait on the same flag still leave one after the
 * other, because the cache line that carries the flag reaches them one after
 * the other. So the flag says only *when*: a moment shortly ahead on a clock
 * that all cores share, and each thread spins until that moment. Where more
 * threads take part than there are cores they sleep instead, and whoever wakes
 * starts at the next tick of a coarse grid on the same clock, so that threads
 * which happen to run on different cores at that time start together.
 *
 * It makes writes late. The last thing that a thread does before its actor is to
 * write to a word that its neighbour's core holds. A processor makes writes
 * visible in their order (x86) or keeps reads going meanwhile (all), so that the
 * actor's first reads run ahead of its first writes by the time a cache line
 * takes from core to core: what lies between a read and a write, a nanosecond
 * otherwise, becomes some hundred.
 *
 * It hides nothing. A happens-before tool must see no order between two actors
 * of one trial. The start (`epoch`) is written only by whoever opens the gate,
 * and the end (`finished`, `ready`) is read only by whoever opens it next: a
 * thread that starts late acquires nothing that an early one released after its
 * work. One object for both ends, as a pthread barrier waited on twice, hides
 * the race from ThreadSanitizer (see docs/tsan-silence.md).
 *
 * One thread may be in gate_gather() or gate_open() at a time, and only while all others wait in
 * gate_pass() or have not entered it since their gate_finish().
 */
#ifndef RACELAB_STRESS_GATE_H
#define RACELAB_STRESS_GATE_H

#include "stress/aim.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { GATE_LINE = 128 }; /* two cache lines: the neighbour is prefetched */

/* Threads with the same index modulo this share a mark. */
enum { GATE_MARKS = 64 };

/* A word that two threads write by turns, and nobody reads. */
struct gate_mark {
    _Alignas(GATE_LINE) _Atomic uint32_t word;
};

struct gate {
    uint32_t threads;
    uint32_t mark_count; /* how many of the marks are in use */
    bool spin;           /* every thread has a core of its own */

    /* Openings so far, times two, plus one where somebody sleeps on this word:
     * the opener needs to call the kernel only then. */
    _Alignas(GATE_LINE) _Atomic uint32_t epoch;
    uint64_t release_at;      /* written before epoch, read after it */
    struct aim_starts starts; /* likewise */

    /* Calls so far: whoever spins answers each by counting itself in `ready`. */
    _Atomic uint32_t call;

    _Atomic bool resting; /* no opening is near: waiters sleep at once */

    _Alignas(GATE_LINE) _Atomic uint32_t finished; /* threads done with this trial */
    _Alignas(GATE_LINE) _Atomic uint32_t ready;    /* answers to the last call */

    /* For whoever opens. */
    _Alignas(GATE_LINE) uint64_t round_trip; /* cycles that all answers took */
    uint64_t patience;                       /* cycles to wait for answers */

    struct gate_mark marks[GATE_MARKS]; /* the i-th is the i-th thread's, and its neighbour's */
};

/* A thread's own side of the gate. */
struct gate_ticket {
    uint32_t index;  /* among the threads */
    uint32_t epoch;  /* the last opening this thread passed, as in struct gate */
    uint32_t call;   /* the last call it answered, or need not answer any more */
    bool opener;     /* it opened the gate for this trial */
    uint64_t random; /* state of its generator; never 0 */
};

/* threads: how many pass at each opening, at least 1. cores: how many may run
 * at the same time. Needs no release. */
void gate_init(struct gate *gate, uint32_t threads, uint32_t cores);

/* seed: any number; tickets with other indexes scatter differently. */
void gate_ticket_init(struct gate_ticket *ticket, uint64_t seed, uint32_t index);

/* Blocks until the gate is opened the next time. Never allocates. The caller
 * then fetches what it needs for the trial, and calls gate_start(). */
void gate_pass(struct gate *gate, struct gate_ticket *ticket);

/* Spins until the moment of release of the opening that was passed last: what
 * follows runs together with the other threads. */
void gate_start(struct gate *gate, struct gate_ticket *ticket);

/* Says that the calling thread's work in this trial is done. True for the last
 * one: everything that the others did is visible to it, and it alone may call
 * gate_open(). Never blocks. */
bool gate_finish(struct gate *gate);

/* Wakes the spinners that gave up, and waits until all others have a core: a
 * thread that still has to be scheduled would start late. It calls, and all that
 * spin answer; where that takes long, some thread was away, the caller perhaps,
 * and another one may be away by now, so it calls once more. Bounded (some
 * milliseconds; fewer where that was in vain), because this is about overlap only; a latecomer is
 * no error. Called before gate_open() by an opener that takes part; optional. */
void gate_gather(struct gate *gate);

/* Says that the next opening is not near, so that waiters leave their cores.
 * Instead of gate_open(), by whoever could call it. The next gate_gather() or
 * gate_open() ends the rest. */
void gate_rest(struct gate *gate);

/* Opens the gate for one trial. opener: the caller's ticket if it takes part in
 * the trial (it then has passed, and goes on with gate_start()), else NULL.
 * starts: how the starts are set against each other; zeros: all at once. */
void gate_open(struct gate *gate, struct gate_ticket *opener, struct aim_starts starts);

#endif

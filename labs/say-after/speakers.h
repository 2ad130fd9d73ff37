/* speakers.h: the listeners of this lab: they hear who speaks, and notice whether
 * everybody waited at the same time.
 *
 * Speaker 0 waits for one unit of time and then speaks, speaker 1 for two units,
 * and so on. A program tells of each wait when it begins and when it is over. It is
 * not believed: of a wait by a timer the timer is looked at, which knows when it
 * was started and when it fired; of any other, which blocks a thread, the
 * clock is. Who spoke too early has not been heard.
 *
 * Everything here belongs to the thread that runs the loop.
 */
#ifndef SAY_AFTER_SPEAKERS_H
#define SAY_AFTER_SPEAKERS_H

#include "lab.h"

#include "meeting.h"
#include "timers.h"

#include <limits.h>
#include <stdio.h>

enum { SPEAKERS_MAX = 8 }; /* the last one waits 8 s */

/* The wait of one speaker. The loop counts the timers that it starts: the order
 * of `started` and `fired` is that of the events, however late the loop was. */
struct wait {
    const struct timer *timer; /* NULL: it blocks a thread */
    int64_t began;             /* nanoseconds of the monotonic clock */
    uint64_t started;          /* how many timers had been started before this one */
    uint64_t fired;            /* and how many when it fired */
    bool over;                 /* and it was long enough */
    bool forged;               /* somebody wrote into the timer, or it ran already */
};

/* For the functions of this file alone. */
static struct {
    struct wait waits[SPEAKERS_MAX];
    long blocking, most_blocking;
} racelab_hidden_listeners;

/* Before each trial. */
static inline void nobody_spoke(void)
{
    for (int i = 0; i < SPEAKERS_MAX; i++)
        racelab_hidden_listeners.waits[i] = (struct wait){0};
    racelab_hidden_listeners.blocking = racelab_hidden_listeners.most_blocking = 0;
}

/* The speaker's wait is about to begin: by a timer that is going to be started, a
 * task's or the program's own; or, where it is NULL, by a call that blocks. */
static inline void wait_begins(long speaker, const struct timer *timer)
{
    if (speaker < 0 || speaker >= SPEAKERS_MAX)
        return;
    racelab_hidden_listeners.waits[speaker] =
        (struct wait){.timer = timer, .began = clock_now(), .forged = timer && timer->link};
    if (!timer && ++racelab_hidden_listeners.blocking > racelab_hidden_listeners.most_blocking)
        racelab_hidden_listeners.most_blocking = racelab_hidden_listeners.blocking;
}

/* The same at a meeting, where who waits by a timer holds up nobody. */
static inline void racelab_hidden_begins(long speaker, const struct timer *timer)
{
    if (timer)
        racelab_hidden_arrive(false);
    wait_begins(speaker, timer);
}

static inline bool racelab_hidden_long_enough(const struct wait *wait, int64_t end)
{
    int64_t now = clock_now();
    if (!wait->timer)
        return now >= end;
    return !wait->timer->link && wait->timer->due >= end && now >= wait->timer->due;
}

/* The wait is over, and the speaker speaks. */
static inline void wait_ends(long speaker, const struct lab_run *run)
{
    struct wait *wait = &racelab_hidden_listeners.waits[speaker % SPEAKERS_MAX];
    int64_t time = (speaker + 1) * run->increments * LOOP_MILLISECOND;
    if (speaker < 0 || speaker >= run->threads || !wait->began || wait->over)
        return;
    wait->forged |= wait->timer && !timers_sealed(wait->timer);
    wait->over = !wait->forged && racelab_hidden_long_enough(wait, wait->began + time);
    if (!wait->timer)
        racelab_hidden_listeners.blocking--;
    wait->started = wait->timer ? wait->timer->number : 0;
    wait->fired = wait->timer ? wait->timer->fired : 0;
    for (long i = 0; i < run->threads; i++) /* one wait is not everybody's */
        if (i != speaker && wait->timer && racelab_hidden_listeners.waits[i].over &&
            racelab_hidden_listeners.waits[i].started == wait->started)
            wait->over = false;
    atomic_fetch_add(run->done, run->increments);
}

/* How many waits by timers were under way when this one's timer fired. */
static inline long racelab_hidden_beside(const struct wait *wait, long threads)
{
    long count = 0;
    for (long i = 0; i < threads; i++) {
        const struct wait *other = &racelab_hidden_listeners.waits[i];
        count += other->timer && other->started < wait->fired && other->fired >= wait->fired;
    }
    return count;
}

/* Right: everybody has spoken, and all have waited at the same time. */
static inline struct lab_outcome all_said(const struct lab_run *run, long os_threads)
{
    const struct wait *waits = racelab_hidden_listeners.waits;
    long said = 0, most = 0, forged = 0;
    bool blocking = racelab_hidden_listeners.most_blocking > 0;
    for (long i = 0; i < run->threads; i++) {
        long beside = racelab_hidden_beside(&waits[i], run->threads);
        said += waits[i].over;
        forged += waits[i].forged;
        most = beside > most ? beside : most;
    }
    most += racelab_hidden_listeners.most_blocking;
    struct lab_outcome seen = {.expected = run->threads,
                               .actual = said == run->threads ? most : 0,
                               .measured = {[1] = (double)most, [2] = (double)os_threads}};
    snprintf(seen.label, sizeof seen.label, "%ld said, %ld at once%s", said, most,
             blocking ? ", blocked" : "");
    if (forged)
        snprintf(seen.label, sizeof seen.label, "a timer is not the loop's");
    return seen;
}

#endif

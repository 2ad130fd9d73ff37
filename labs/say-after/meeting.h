/* meeting.h: whether threads that block do so at the same time.
 *
 * A clock cannot tell who slept beside whom. So a proved solution is tried again with
 * these functions in the place of those that block: nobody's sleep ends before all
 * speakers' waits have begun. Threads that wait for each other's sleep to end stand
 * still then.
 *
 * For the harness alone, which puts the calls in.
 */
#ifndef SAY_AFTER_MEETING_H
#define SAY_AFTER_MEETING_H

#include "lab.h"

#include "timers.h"

#include <pthread.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    pthread_cond_t one_more;
    long expected, here;
    int64_t unit; /* nanoseconds; who sleeps for less is not a speaker who waits */
} racelab_hidden_meeting = {.lock = PTHREAD_MUTEX_INITIALIZER,
                            .one_more = PTHREAD_COND_INITIALIZER};

/* Before each trial. */
static inline void racelab_hidden_expect(const struct lab_run *run)
{
    racelab_hidden_meeting.expected = run->threads;
    racelab_hidden_meeting.here = 0;
    racelab_hidden_meeting.unit = run->increments * LOOP_MILLISECOND;
}

/* One more waits; stay: and waits for the others to be here. */
static inline void racelab_hidden_arrive(bool stay)
{
    pthread_mutex_lock(&racelab_hidden_meeting.lock);
    racelab_hidden_meeting.here++;
    pthread_cond_broadcast(&racelab_hidden_meeting.one_more);
    while (stay && racelab_hidden_meeting.here < racelab_hidden_meeting.expected)
        pthread_cond_wait(&racelab_hidden_meeting.one_more, &racelab_hidden_meeting.lock);
    pthread_mutex_unlock(&racelab_hidden_meeting.lock);
}

static inline void racelab_hidden_stay(int64_t nanoseconds)
{
    if (nanoseconds >= racelab_hidden_meeting.unit)
        racelab_hidden_arrive(true);
}

static inline int racelab_hidden_nanosleep(const struct timespec *time, struct timespec *rest)
{
    racelab_hidden_stay(time->tv_sec * LOOP_SECOND + time->tv_nsec);
    return nanosleep(time, rest);
}

static inline int racelab_hidden_clock_nanosleep(clockid_t clock, int flags,
                                                 const struct timespec *time, struct timespec *rest)
{
    racelab_hidden_stay(flags ? racelab_hidden_meeting.unit
                              : time->tv_sec * LOOP_SECOND + time->tv_nsec);
    return clock_nanosleep(clock, flags, time, rest);
}

static inline int racelab_hidden_thrd_sleep(const struct timespec *time, struct timespec *rest)
{
    racelab_hidden_stay(time->tv_sec * LOOP_SECOND + time->tv_nsec);
    return thrd_sleep(time, rest);
}

static inline int racelab_hidden_usleep(useconds_t microseconds)
{
    racelab_hidden_stay(microseconds * INT64_C(1000));
    return usleep(microseconds);
}

static inline unsigned racelab_hidden_sleep(unsigned seconds)
{
    racelab_hidden_stay(seconds * LOOP_SECOND);
    return sleep(seconds);
}

#endif

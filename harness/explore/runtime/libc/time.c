/* time.c: clocks, sleeping and waiting for a time; see timing.h. */
#include "explore/runtime/libc/program_side.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/time.h>
#include <sys/times.h>
#include <threads.h>
#include <time.h>

void stub_clock_asked(const char *call);
uint64_t stub_clock_tick(void);
void stub_clock_nap(uint64_t nanoseconds);
void stub_clock_until(uint64_t time);
uint64_t stub_clock_load(void);
uint64_t stub_clock_add(uint64_t nanoseconds);
void stub_clock_seen(uint64_t now, uint64_t by);
void stub_cancel_point(void);

#define SECOND UINT64_C(1000000000)
enum { EPOCH = 1000000000 }; /* seconds: every clock begins there */

static struct timespec now(const char *call)
{
    stub_clock_asked(call);
    uint64_t tick = stub_clock_tick();
    uint64_t time = tick ? stub_clock_add(tick) + tick : stub_clock_load();
    stub_clock_seen(time, tick);
    return (struct timespec){(time_t)(EPOCH + time / SECOND), (long)(time % SECOND)};
}

static uint64_t nanoseconds_of(const struct timespec *time)
{
    stub_access_read(time, sizeof *time);
    return (uint64_t)time->tv_sec * SECOND + (uint64_t)time->tv_nsec;
}

static void time_until(const struct timespec *deadline)
{
    uint64_t at = nanoseconds_of(deadline) - EPOCH * SECOND;
    if ((int64_t)at > 0)
        stub_clock_until(at);
}

static void nap(uint64_t nanoseconds)
{
    stub_cancel_point();
    stub_clock_nap(nanoseconds);
}

/* Clocks. */

int wrap_clock_gettime(clockid_t clock, struct timespec *to);
int wrap_clock_gettime(clockid_t clock, struct timespec *to)
{
    (void)clock;
    stub_access_write(to, sizeof *to);
    *to = now("clock_gettime");
    return 0;
}

int wrap_clock_getres(clockid_t clock, struct timespec *to);
int wrap_clock_getres(clockid_t clock, struct timespec *to)
{
    (void)clock;
    if (to) {
        stub_access_write(to, sizeof *to);
        *to = (struct timespec){0, 1};
    }
    return 0;
}

int wrap_timespec_get(struct timespec *to, int base);
int wrap_timespec_get(struct timespec *to, int base)
{
    stub_access_write(to, sizeof *to);
    *to = now("timespec_get");
    return base;
}

time_t wrap_time(time_t *to);
time_t wrap_time(time_t *to)
{
    time_t seconds = now("time").tv_sec;
    if (to) {
        stub_access_write(to, sizeof *to);
        *to = seconds;
    }
    return seconds;
}

int wrap_gettimeofday(struct timeval *to, void *zone);
int wrap_gettimeofday(struct timeval *to, void *zone)
{
    (void)zone;
    stub_access_write(to, sizeof *to);
    struct timespec time = now("gettimeofday");
    *to = (struct timeval){time.tv_sec, time.tv_nsec / 1000};
    return 0;
}

clock_t wrap_clock(void);
clock_t wrap_clock(void)
{
    struct timespec time = now("clock");
    return (time.tv_sec - EPOCH) * CLOCKS_PER_SEC + time.tv_nsec / 1000;
}

/* Sleeping. */

int wrap_nanosleep(const struct timespec *time, struct timespec *rest);
int wrap_nanosleep(const struct timespec *time, struct timespec *rest)
{
    (void)rest;
    nap(nanoseconds_of(time));
    return 0;
}

int wrap_thrd_sleep(const struct timespec *time, struct timespec *rest);
int wrap_thrd_sleep(const struct timespec *time, struct timespec *rest)
{
    return wrap_nanosleep(time, rest);
}

int wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
                         struct timespec *rest);
int wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
                         struct timespec *rest)
{
    (void)clock;
    if (!(flags & TIMER_ABSTIME))
        return wrap_nanosleep(time, rest);
    stub_cancel_point();
    time_until(time);
    return 0;
}

unsigned wrap_sleep(unsigned seconds);
unsigned wrap_sleep(unsigned seconds)
{
    nap(seconds * SECOND);
    return 0;
}

int wrap_usleep(unsigned microseconds);
int wrap_usleep(unsigned microseconds)
{
    nap(microseconds * UINT64_C(1000));
    return 0;
}

/* Waiting for a time: what times out does so at any moment, and by then it is
 * late enough. C11 says it in words of its own. */

static int waited(int result, const struct timespec *deadline)
{
    if (result == ETIMEDOUT)
        time_until(deadline);
    return result;
}

static int c11(int result)
{
    return result == 0 ? thrd_success : result == ETIMEDOUT ? thrd_timedout : thrd_error;
}

#define TIMED(name, object)                                                                        \
    int stub_##name(object *place);                                                                \
    int wrap_pthread_##name(object *place, const struct timespec *deadline);                       \
    int wrap_pthread_##name(object *place, const struct timespec *deadline)                        \
    {                                                                                              \
        stub_access_read(deadline, sizeof *deadline);                                              \
        return waited(stub_##name(place), deadline);                                               \
    }
#define CLOCKED(name, timed, object)                                                               \
    int wrap_pthread_##name(object *place, clockid_t clock, const struct timespec *deadline);      \
    int wrap_pthread_##name(object *place, clockid_t clock, const struct timespec *deadline)       \
    {                                                                                              \
        (void)clock;                                                                               \
        return wrap_pthread_##timed(place, deadline);                                              \
    }

TIMED(mutex_timedlock, pthread_mutex_t)
CLOCKED(mutex_clocklock, mutex_timedlock, pthread_mutex_t)
TIMED(rwlock_timedrdlock, pthread_rwlock_t)
CLOCKED(rwlock_clockrdlock, rwlock_timedrdlock, pthread_rwlock_t)
TIMED(rwlock_timedwrlock, pthread_rwlock_t)
CLOCKED(rwlock_clockwrlock, rwlock_timedwrlock, pthread_rwlock_t)

int stub_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex);
int wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                                const struct timespec *deadline);
int wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                                const struct timespec *deadline)
{
    stub_access_read(deadline, sizeof *deadline);
    return waited(stub_cond_timedwait(cond, mutex), deadline);
}

int wrap_pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
                                const struct timespec *deadline);
int wrap_pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
                                const struct timespec *deadline)
{
    (void)clock;
    return wrap_pthread_cond_timedwait(cond, mutex, deadline);
}

int wrap_cnd_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                       const struct timespec *deadline);
int wrap_cnd_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                       const struct timespec *deadline)
{
    return c11(wrap_pthread_cond_timedwait(cond, mutex, deadline));
}

int wrap_mtx_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline);
int wrap_mtx_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline)
{
    return c11(wrap_pthread_mutex_timedlock(mutex, deadline));
}

int stub_sem_timedwait(sem_t *semaphore);
int wrap_sem_timedwait(sem_t *semaphore, const struct timespec *deadline);
int wrap_sem_timedwait(sem_t *semaphore, const struct timespec *deadline)
{
    stub_access_read(deadline, sizeof *deadline);
    if (stub_sem_timedwait(semaphore) == 0)
        return 0;
    time_until(deadline);
    stub_errno_set(ETIMEDOUT);
    return -1;
}

int wrap_sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *deadline);
int wrap_sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *deadline)
{
    (void)clock;
    return wrap_sem_timedwait(semaphore, deadline);
}
